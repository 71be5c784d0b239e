package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A contact on the floor, until it ends. Only [Floor] changes it.
final class Contact implements Comparable<Contact> {

    static final Comparator<Contact> BY_ID = (one, other) ->
            one.request.contact().value().compareTo(other.request.contact().value());

    final Request request;
    final Plan plan;
    Place place;
    int step;
    Map<AgentId, Instant> excluded;

    /// As of the last bend of its pace.
    Turn turn;

    /// What the clock will end or change.
    List<Deadline> clocks = List.of();

    /// Whether the ways out of the queue are looked at with each tick.
    boolean watched;

    /// When its pace bends next.
    @Nullable
    Instant nextBend;

    /// Whether the agent may be called away from it for something that interrupts.
    boolean interruptible;

    private Demand demand;

    Contact(ContactState state, Rules rules, Function<Requirement, Group> groups) {
        this.request = state.request();
        this.plan = Plan.of(request, rules);
        this.place = state.place();
        this.step = Math.min(state.step(), plan.lastStep());
        this.excluded = state.excluded();
        this.turn = Turn.of(request, plan.pace(), plan.pace().queued());
        this.demand = new Demand(request.channel(), plan.cost(), groups.apply(requirement()));
    }

    ContactId id() {
        return request.contact();
    }

    Demand demand() {
        return demand;
    }

    int cost() {
        return plan.cost();
    }

    void ask(Group group) {
        demand = new Demand(request.channel(), plan.cost(), group);
    }

    Requirement requirement() {
        return plan.requirement(step);
    }

    boolean isWaiting() {
        return place instanceof Place.Waiting;
    }

    /// Whether its step still matters.
    boolean isAsking() {
        return place instanceof Place.Waiting || place instanceof Place.Offered;
    }

    void bend(Instant at) {
        turn = Turn.of(request, plan.pace(), Pace.micros(at));
    }

    boolean isInterruptible(Instant at) {
        return isInWork() && plan.channel().interruptible() && !plan.pace().isUrgent(Pace.micros(at));
    }

    private boolean isInWork() {
        return place instanceof Place.InConversation || place instanceof Place.WrapUp;
    }

    boolean prefers(AgentId agent) {
        return agent.equals(request.preferred());
    }

    int preferencesOf(Agent agent) {
        var sum = 0;
        for (var preference : plan.preferences()) {
            if (preference.suits(agent.id, agent.levels())) {
                sum++;
            }
        }
        return sum;
    }

    void exclude(AgentId agent, Instant until) {
        var next = new HashMap<>(excluded);
        next.put(agent, until);
        excluded = next;
    }

    void readmit(AgentId agent) {
        var next = new HashMap<>(excluded);
        next.remove(agent);
        excluded = next;
    }

    Instant after(Duration time) {
        return request.queuedAt().plus(time);
    }

    /// What the clock does next with it, where it is now.
    List<Deadline> deadlines() {
        if (place instanceof Place.Ended) {
            return List.of();
        }
        var deadlines = new ArrayList<Deadline>();
        excluded.forEach((agent, until) -> deadlines.add(Deadline.of(until, Deadline.Kind.EXCLUSION, id(), agent)));
        if (place instanceof Place.Held held && held.until() != null) {
            var kind = place instanceof Place.Offered ? Deadline.Kind.LEASE : Deadline.Kind.WRAP_UP;
            deadlines.add(Deadline.of(held.until(), kind, id(), held.agent()));
        }
        if (isAsking() && step < plan.lastStep()) {
            deadlines.add(Deadline.of(after(plan.steps().get(step + 1).after()), Deadline.Kind.STEP, id()));
        }
        if (isWaiting() && !watched) {
            plan.line().overflows().stream()
                    .map(overflow -> after(overflow.after()))
                    .min(Instant::compareTo)
                    .ifPresent(first -> deadlines.add(Deadline.of(first, Deadline.Kind.OVERFLOW, id())));
        }
        return deadlines;
    }

    ContactState state() {
        return new ContactState(request, place, step, excluded);
    }

    /// In the order of the turns.
    @Override
    public int compareTo(Contact other) {
        return turn.compareTo(other.turn);
    }
}
