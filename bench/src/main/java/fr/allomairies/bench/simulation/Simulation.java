package fr.allomairies.bench.simulation;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Discrete events around the product's engine: what happens next is the earliest of what is planned, and of two at
/// one instant the one planned first. Agents accept at once and have no wrap-up.
public final class Simulation {

    private record Planned(Instant at, long order, Consumer<Instant> event) implements Comparable<Planned> {

        @Override
        public int compareTo(Planned other) {
            var first = at.compareTo(other.at);
            return first != 0 ? first : Long.compare(order, other.order);
        }
    }

    private final RoutingEngine engine = new RoutingEngine(Calls.RULES, RoutingState.EMPTY);
    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private final Map<ContactId, Call> waiting = new HashMap<>();
    private final Observer observer;
    private long order;

    public Simulation(Observer observer) {
        this.observer = observer;
    }

    /// Something else that is to happen; it may plan more.
    public void plan(Instant at, Consumer<Instant> event) {
        planned.add(new Planned(at, order++, event));
    }

    public void signIn(Instant at, AgentId agent, List<SkillNeed> skills) {
        plan(at, now -> {
            tell(new SetSkills(now, agent, skills));
            tell(new MakeAvailable(now, agent));
        });
    }

    /// After what is in hand.
    public void signOut(Instant at, AgentId agent) {
        plan(at, now -> tell(new PauseAgent(now, agent, "gone")));
    }

    public void call(Call call) {
        plan(call.at(), _ -> queue(call));
    }

    /// Until nothing is planned any more.
    public void run() {
        while (!planned.isEmpty()) {
            var next = planned.remove();
            next.event().accept(next.at());
        }
    }

    private void queue(Call call) {
        waiting.put(call.contact(), call);
        tell(new QueueContact(call.at(), Calls.request(call)));
        if (call.patience() != null && waiting.containsKey(call.contact())) {
            plan(call.at().plus(call.patience()), now -> lose(now, call));
        }
    }

    private void lose(Instant now, Call call) {
        if (waiting.containsKey(call.contact())) {
            tell(new Abandon(now, call.contact()));
        }
    }

    private void tell(Command command) {
        var step = engine.on(command);
        step.refusal().ifPresent(refusal -> {
            throw new IllegalStateException(command + " was refused: " + refusal);
        });
        step.decisions().forEach(this::decided);
    }

    private void decided(Event event) {
        observer.decided(event);
        switch (event) {
            case ContactOffered offer -> accept(offer);
            case ContactAbandoned left -> observer.left(taken(left.contact()), left.at());
            default -> {}
        }
    }

    private void accept(ContactOffered offer) {
        var call = taken(offer.contact());
        observer.answered(call, offer.at());
        tell(new AcceptOffer(offer.at(), offer.agent(), offer.contact()));
        plan(
                offer.at().plus(call.service()),
                now -> tell(new FinishContact(now, offer.agent(), offer.contact(), "answered")));
    }

    private Call taken(ContactId contact) {
        var call = waiting.remove(contact);
        if (call == null) {
            throw new IllegalStateException(contact + " is not waiting");
        }
        return call;
    }
}
