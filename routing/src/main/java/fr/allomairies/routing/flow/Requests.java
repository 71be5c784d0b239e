package fr.allomairies.routing.flow;

import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.routing.engine.Demand;
import fr.allomairies.routing.engine.Request;
import java.time.temporal.ChronoUnit;

/// What the engine needs of a queued contact. Times are kept to the microsecond, as the database keeps them, so that an
/// engine made of the tables decides as the one before.
final class Requests {

    private Requests() {}

    static Request of(ContactQueued queued, RoutingSettings settings) {
        var cost = settings.cost(queued.channel(), queued.cost());
        return new Request(
                queued.contact(),
                queued.ticket(),
                queued.category(),
                new Demand(queued.channel(), cost, queued.needs()),
                queued.priority(),
                queued.preferred(),
                queued.at().truncatedTo(ChronoUnit.MICROS));
    }
}
