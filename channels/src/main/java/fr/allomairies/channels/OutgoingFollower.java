package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.channels.store.Outbox.Composed;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.Outgoing;
import fr.allomairies.ticketing.Outgoing.Letter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Composes what tickets have to say and puts it into the outbox, each interaction once.
@Component
class OutgoingFollower implements LogFollower {

    private final Adapters adapters;
    private final Outbox outbox;
    private final Outgoing outgoing;
    private final Clock clock;

    OutgoingFollower(Adapters adapters, Outbox outbox, Outgoing outgoing, Clock clock) {
        this.adapters = adapters;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outgoing";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof InteractionAdded added && added.direction() == Direction.OUT;
    }

    @Override
    public void on(LogEntry entry) {
        on(List.of(entry));
    }

    @Override
    public void on(List<LogEntry> entries) {
        var added =
                entries.stream().map(entry -> (InteractionAdded) entry.event()).toList();
        var letters = outgoing.letters(
                added.stream().map(InteractionAdded::interaction).toList());
        var composed = added.stream()
                .flatMap(
                        one -> Optional.ofNullable(letters.get(one.interaction()))
                                .flatMap(letter -> composed(one.channel(), letter))
                                .stream())
                .toList();
        if (!composed.isEmpty()) {
            outbox.add(composed);
        }
    }

    /// Letters of that time are composed in one transaction.
    @Override
    public Duration rest() {
        return Duration.ofMillis(50);
    }

    private Optional<Composed> composed(ChannelKind channel, Letter letter) {
        var carriers = adapters.carriers(channel);
        var carrier = carriers.stream()
                .filter(adapter -> adapter.hindrance(letter).isEmpty())
                .findFirst();
        if (carrier.isEmpty()) {
            outgoing.failed(letter.interaction(), hindrance(carriers, letter));
        }
        return carrier.map(
                adapter -> new Composed(adapter.kind(), letter.interaction(), adapter.write(letter), clock.instant()));
    }

    /// Of the channel's own way out, where it has one.
    private static String hindrance(List<ChannelAdapter> carriers, Letter letter) {
        return carriers.stream()
                .flatMap(adapter -> adapter.hindrance(letter).stream())
                .findFirst()
                .orElse("no-address");
    }
}
