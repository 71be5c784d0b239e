package fr.allomairies.bench.history;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.board.measures.Interval;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/// A call of the history as the events of our log would tell it. Its clock is taken as that of our city.
record Told(BankCall call, ContactId contact) {

    private static final CategoryCode CATEGORY = new CategoryCode("unknown.unknown");
    private static final int WHOLE_CAPACITY = 100;

    static Told of(BankCall call) {
        var name = call.line() + " " + call.vru() + " " + call.callId();
        return new Told(call, new ContactId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))));
    }

    Instant queuedAt() {
        return at(call.queuedAt());
    }

    AgentId server() {
        var letters =
                Objects.requireNonNull(call.server()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return new AgentId("server-" + letters);
    }

    Duration service() {
        return Objects.requireNonNull(call.service()).time();
    }

    /// What happened before an agent was asked for, and for a call that never asked, all.
    List<Event> beginning() {
        var arrived = at(call.menu().start());
        var events = new ArrayList<Event>();
        events.add(new ContactArrived(arrived, contact, ChannelKind.VOICE));
        if (call.isQueued()) {
            events.add(new ContactQueued(
                    queuedAt(),
                    contact,
                    ChannelKind.VOICE,
                    new TicketId(contact.value()),
                    CATEGORY,
                    List.<SkillNeed>of(),
                    call.priority(),
                    WHOLE_CAPACITY,
                    "fr",
                    null,
                    null,
                    null,
                    null));
        } else {
            events.add(new ContactAbandoned(at(call.menu().exit()), contact, Stage.MENU));
        }
        return events;
    }

    /// What became of a call that asked for an agent, as the bank recorded it. The recorded durations count, as they
    /// do in the replay, and not the differences of the clock.
    List<Event> ending() {
        var left =
                call.queue() == null ? queuedAt() : queuedAt().plus(call.queue().time());
        if (call.outcome() != BankCall.Outcome.AGENT) {
            return List.of(new ContactAbandoned(left, contact, Stage.WAITING));
        }
        return List.of(
                new OfferAccepted(left, contact, server()),
                new ContactHandled(left.plus(service()), contact, server(), null));
    }

    static Instant at(LocalDateTime time) {
        return time.atZone(Interval.CITY).toInstant();
    }
}
