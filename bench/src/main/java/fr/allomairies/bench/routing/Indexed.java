package fr.allomairies.bench.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The product's engine in a rush hour that never ends: an agent answers or finishes, the engine decides what comes
/// next,
/// and for each contact offered a new one is queued, so that as many always wait.
final class Indexed {

    private record Ringing(AgentId agent, ContactId contact) {}

    final RoutingEngine engine = new RoutingEngine(Town.RULES, RoutingState.EMPTY);
    private final Town town = new Town();
    private final Map<AgentId, ContactId> talking = new HashMap<>();
    private final Deque<Ringing> ringing = new ArrayDeque<>();
    private Instant now = Town.NINE;

    Indexed() {
        for (var i = 0; i < Town.AGENTS; i++) {
            var agent = Town.agent(i);
            engine.on(new SetSkills(now, agent, town.skillsOfAnAgent()));
            engine.on(new MakeAvailable(now, agent));
        }
        town.waiting().forEach(request -> note(engine.on(new QueueContact(now, request))));
    }

    /// One contact is taken and finished, and what the agent gets next is decided. Returns the decisions made:
    /// offers.
    int turn() {
        now = now.plusMillis(1);
        var next = ringing.removeFirst();
        var before = talking.put(next.agent(), next.contact());
        var offers = note(engine.on(new AcceptOffer(now, next.agent(), next.contact())));
        if (before != null) {
            offers += note(engine.on(new FinishContact(now, next.agent(), before, "answered")));
        }
        if (offers == 0) {
            talking.remove(next.agent());
            offers = note(engine.on(new FinishContact(now, next.agent(), next.contact(), "answered")));
        }
        for (var i = 0; i < offers; i++) {
            note(engine.on(new QueueContact(now, town.request(now))));
        }
        return offers;
    }

    private int note(Step step) {
        var offers = 0;
        for (var decision : step.decisions()) {
            if (decision instanceof ContactOffered offered) {
                ringing.addLast(new Ringing(offered.agent(), offered.contact()));
                offers++;
            }
        }
        return offers;
    }
}
