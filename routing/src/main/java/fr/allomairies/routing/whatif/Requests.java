package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Rules;
import java.time.temporal.ChronoUnit;

/// What the engine needs of a queued contact. Times are kept to the microsecond, as the database keeps them, so
/// that an engine made of the tables decides as the one before.
public final class Requests {

    private Requests() {}

    /// A call that an agent makes; it asks for something only when it is lost to her.
    public static Request of(CallPlaced placed) {
        return new Request(
                placed.contact(),
                placed.ticket(),
                placed.category(),
                ChannelKind.VOICE,
                Rules.CAPACITY,
                placed.needs(),
                0,
                placed.language(),
                null,
                null,
                null,
                placed.at().truncatedTo(ChronoUnit.MICROS));
    }

    public static Request of(ContactQueued queued) {
        return new Request(
                queued.contact(),
                queued.ticket(),
                queued.category(),
                queued.channel(),
                Math.clamp(queued.cost(), 1, Rules.CAPACITY),
                queued.needs(),
                queued.priority(),
                queued.language(),
                queued.commune(),
                queued.number(),
                queued.preferred(),
                queued.dueAt() == null ? null : queued.dueAt().truncatedTo(ChronoUnit.MICROS),
                (queued.since() == null ? queued.at() : queued.since()).truncatedTo(ChronoUnit.MICROS),
                null);
    }
}
