package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
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
        var added = (InteractionAdded) entry.event();
        outgoing.letter(added.interaction()).ifPresent(letter -> post(added.channel(), letter));
    }

    /// Letters of that time are composed in one transaction.
    @Override
    public Duration rest() {
        return Duration.ofMillis(50);
    }

    private void post(ChannelKind channel, Letter letter) {
        var carriers = adapters.carriers(channel);
        carriers.stream()
                .filter(adapter -> adapter.hindrance(letter).isEmpty())
                .findFirst()
                .ifPresentOrElse(
                        adapter -> outbox.add(
                                adapter.kind(), letter.interaction(), adapter.write(letter), clock.instant()),
                        () -> outgoing.failed(letter.interaction(), hindrance(carriers, letter)));
    }

    /// Of the channel's own way out, where it has one.
    private static String hindrance(List<ChannelAdapter> carriers, Letter letter) {
        return carriers.stream()
                .flatMap(adapter -> adapter.hindrance(letter).stream())
                .findFirst()
                .orElse("no-address");
    }
}
