package fr.allomairies.channels;

import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.store.Inbox;
import fr.allomairies.channels.store.Inbox.Entry;
import fr.allomairies.channels.store.Outbox;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.IntakeEvent.AutomaticKind;
import fr.allomairies.contact.IntakeEvent.AutomaticMessageReceived;
import fr.allomairies.contact.IntakeEvent.MessageQuarantined;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Outgoing;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.Communes.Commune;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From a stored message to its place in the queue, in the transaction of the caller, who settles it.
@Component
class Processing {

    private final Adapters adapters;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Ticketing ticketing;
    private final Cases cases;
    private final Outgoing outgoing;
    private final Triage triage;
    private final Locality locality;
    private final Queueing queueing;
    private final EventLog log;
    private final Clock clock;
    private final HandOvers handOvers;

    Processing(
            Adapters adapters,
            Inbox inbox,
            Outbox outbox,
            Ticketing ticketing,
            Cases cases,
            Outgoing outgoing,
            Triage triage,
            Locality locality,
            Queueing queueing,
            EventLog log,
            Clock clock,
            HandOvers handOvers) {
        this.handOvers = handOvers;
        this.adapters = adapters;
        this.inbox = inbox;
        this.outbox = outbox;
        this.ticketing = ticketing;
        this.cases = cases;
        this.outgoing = outgoing;
        this.triage = triage;
        this.locality = locality;
        this.queueing = queueing;
        this.log = log;
        this.clock = clock;
    }

    Result of(Entry entry) {
        try {
            var reading = adapters.of(entry.channel()).read(entry.raw(), entry.contact(), entry.receivedAt());
            return switch (reading) {
                case Reading.FromCitizen(var contact, var sorted, var since, var number) ->
                    fromService(contact).orElseGet(() -> queue(entry, contact, sorted(contact, sorted), since, number));
                case Reading.Automatic automatic -> record(entry, automatic);
            };
        } catch (UnreadableMessage e) {
            return setAside(entry, e);
        }
    }

    /// A service answers the mail by which it was handed a request: its word, and no contact.
    private Optional<Result> fromService(InboundContact contact) {
        return Optional.ofNullable(contact.sender().email())
                .flatMap(from -> handOvers.answered(contact.threadHints(), from))
                .map(handOver -> {
                    handOvers.keep(
                            handOver,
                            "mail:" + contact.contact(),
                            Triage.unquoted(contact.text()),
                            contact.attachments());
                    return new Result.Automatic();
                });
    }

    /// The result of a message that had been processed before.
    Result again(Entry entry) {
        var ticket = ticketing
                .byContact(entry.contact())
                .orElseThrow(() -> new IllegalStateException("no ticket of contact " + entry.contact()));
        var summary = ticket.summary();
        return new Result.Duplicate(
                entry.contact(),
                new Receipt(
                        summary.id(),
                        summary.number(),
                        ticket.trackingToken(),
                        false,
                        summary.category(),
                        null,
                        summary.due(),
                        ticket.place()));
    }

    private Result queue(
            Entry entry, InboundContact contact, Sorted sorted, @Nullable Instant since, @Nullable String number) {
        var adapter = adapters.of(entry.channel());
        var named = locality.of(contact);
        var placed = placed(contact, named);
        var receipt = ticketing.receive(entry.number().map(placed::numbered).orElse(placed), sorted.guess());
        if (receipt.flood() && !sorted.urgent()) {
            return new Result.Automatic();
        }
        if (!entry.raw().isAnnounced()) {
            log.append(new ContactArrived(entry.receivedAt(), entry.contact(), entry.channel()));
        }
        var joins = sorted.joins();
        if (joins != null && !sorted.urgent() && cases.join(receipt.ticket(), joins)) {
            return new Result.Joined(entry.contact(), receipt);
        }
        var commune = named.or(() -> locality.of(receipt.place())).map(Commune::code);
        log.append(queueing.queued(
                clock.instant(),
                contact,
                receipt,
                sorted.urgent(),
                commune.orElse(null),
                since,
                number,
                adapter.weight()));
        return new Result.Queued(entry.contact(), receipt);
    }

    /// The commune is a beginning, where the citizen did not say the place itself.
    private static InboundContact placed(InboundContact contact, Optional<Commune> commune) {
        return contact.place() == null && commune.isPresent()
                ? contact.at(new Place(null, null, commune.get().name()))
                : contact;
    }

    /// What its text says may raise the alarm, and never lowers it.
    private Sorted sorted(InboundContact contact, @Nullable Sorted known) {
        var found = triage.of(contact);
        return known == null ? found : new Sorted(known.guess(), known.urgent() || found.urgent(), known.joins());
    }

    private Result record(Entry entry, Reading.Automatic automatic) {
        var ticket = automatic.about().flatMap(outgoing::ticketOfExternalId);
        var now = clock.instant();
        log.append(new AutomaticMessageReceived(
                now, entry.channel(), entry.message(), automatic.kind(), ticket.orElse(null)));
        if (automatic.kind() == AutomaticKind.BOUNCE && ticket.isPresent()) {
            automatic
                    .about()
                    .flatMap(outgoing::interactionOfExternalId)
                    .ifPresent(interaction -> outgoing.failed(interaction, bounced(automatic)));
        }
        if (automatic.kind() == AutomaticKind.BOUNCE) {
            automatic
                    .about()
                    .flatMap(handOvers::mailed)
                    .ifPresent(handOver -> handOvers.failed(handOver, bounced(automatic), null));
        }
        return new Result.Automatic();
    }

    private static String bounced(Reading.Automatic automatic) {
        return automatic.forGood() ? "bounced" : "bounced-for-now";
    }

    private Result setAside(Entry entry, UnreadableMessage why) {
        var now = clock.instant();
        var detail = Optional.ofNullable(why.getMessage()).orElse("");
        inbox.setAside(entry.message(), why.code(), detail);
        log.append(new MessageQuarantined(now, entry.channel(), entry.message(), why.code()));
        adapters.of(entry.channel())
                .notice(entry.raw(), why.code(), now)
                .ifPresent(notice -> outbox.add(entry.channel(), null, notice, now));
        return new Result.SetAside(why.code(), detail);
    }
}
