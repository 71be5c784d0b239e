package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.engine.Line.Overflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A contact on the floor, until it ends. Only [Floor] changes it.
final class Contact implements Comparable<Contact> {

    static final Comparator<Contact> BY_ID = (one, other) ->
            one.request.contact().value().compareTo(other.request.contact().value());

    final Request request;
    Plan plan;
    List<Share> shares;
    Place place;
    int step;
    Map<AgentId, Instant> excluded;

    /// Its turn among those whose scores grow at the same slope, as of the last bend of its pace: the score that the
    /// line would have at the origin of time; the higher goes first.
    long slope;

    long start;

    /// As [Pace#nanos] counts it.
    final long arrival;

    /// Of the line, with what the contact brings filled in.
    final List<Group> preferences;

    /// Who has it, if anybody.
    @Nullable
    Agent holder;

    /// Whether [Floor] knows already that it changes in this step.
    boolean touched;

    /// Up to which time its ways out have come of age while it waits.
    private @Nullable Duration ripe;

    /// Where [Lookout] has it.
    Lookout.@Nullable View view;

    /// Whether the agent may be called away from it for something that interrupts.
    boolean interruptible;

    /// Among those who ask for the same.
    int numberInGroup;

    /// Where it waits among those who ask for the same, and among the regulars of the agent whom it prefers.
    int placeInQueue;

    int placeAmongRegulars;

    /// Of the agent whom it prefers, if any.
    final @Nullable Regulars regulars;

    private Demand demand;
    private @Nullable Deadline clock;
    private @Nullable Bend nextBend;

    Contact(ContactState state, Rules rules, Function<Requirement, Group> groups, @Nullable Regulars regulars) {
        this.request = state.request();
        this.shares = state.shares();
        this.plan = Plan.of(request, shares, rules);
        this.place = state.place();
        this.step = Math.min(state.step(), plan.lastStep());
        this.excluded = state.excluded();
        this.regulars = regulars;
        this.arrival = Pace.nanos(request.queuedAt());
        this.preferences = preferences(plan, groups);
        this.demand = demand(groups.apply(requirement()));
        bend(plan.pace().queued());
    }

    private static List<Group> preferences(Plan plan, Function<Requirement, Group> groups) {
        var preferences = plan.preferences();
        if (preferences.isEmpty()) {
            return List.of();
        }
        var resolved = new ArrayList<Group>(preferences.size());
        for (var preference : preferences) {
            resolved.add(groups.apply(preference));
        }
        return resolved;
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
        demand = demand(group);
    }

    private Demand demand(Group group) {
        return group.demand(request.channel(), plan.channel(), plan.cost());
    }

    boolean excludes(AgentId agent) {
        return !excluded.isEmpty() && excluded.containsKey(agent);
    }

    /// Whether it waits for the colleague to whom it was passed on.
    boolean isPersonal() {
        return step == 0 && request.askedFirst() != null;
    }

    Requirement requirement() {
        return plan.requirement(step);
    }

    /// Of a contact that somebody has.
    Agent holder() {
        return Objects.requireNonNull(holder);
    }

    boolean isWaiting() {
        return place instanceof Place.Waiting;
    }

    /// Whether its step still matters.
    boolean isAsking() {
        return place instanceof Place.Waiting || place instanceof Place.Offered;
    }

    void bend(long micros) {
        slope = plan.pace().slopeAt(micros);
        start = plan.pace().score(micros) - slope * micros;
    }

    long score(long micros) {
        return start + slope * micros;
    }

    boolean isInterruptible(long micros) {
        return isInWork()
                && plan.channel().interruptible()
                && !request.isUrgent()
                && !plan.pace().isUrgent(micros);
    }

    private boolean isInWork() {
        return place instanceof Place.InConversation || place instanceof Place.WrapUp;
    }

    /// What [Crew] keeps for it.
    void forEachGroup(Consumer<Group> what) {
        preferences.forEach(what);
        what.accept(demand.group);
    }

    boolean prefers(AgentId agent) {
        return agent.equals(request.preferred());
    }

    int preferencesOf(Agent agent) {
        var sum = 0;
        for (var preference : preferences) {
            if (preference.suits(agent)) {
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
        return request.askedAt().plus(time);
    }

    /// Sets what the clock does next with it, where it is now.
    void setClock(Agenda<Deadline> agenda) {
        var next = place instanceof Place.Ended ? null : nextDeadline();
        if (next == null ? clock == null : next.isSameAs(clock)) {
            return;
        }
        if (clock != null) {
            agenda.remove(clock);
        }
        if (next != null) {
            agenda.add(next);
        }
        clock = next;
    }

    private @Nullable Deadline nextDeadline() {
        var next = firstReadmission();
        if (place instanceof Place.Held held && held.until() != null) {
            next = earlier(next, new Deadline(held.until(), endOf(held), this, held.agent()));
        }
        if (isAsking() && step < plan.lastStep()) {
            next = earlier(next, new Deadline(after(plan.after(step + 1)), Deadline.Kind.STEP, this, null));
        }
        var overflow = isWaiting() ? nextOverflow() : null;
        if (overflow != null) {
            next = earlier(next, new Deadline(after(overflow), Deadline.Kind.OVERFLOW, this, null));
        }
        return next;
    }

    /// Time since the contact asks for what it asks for.
    private @Nullable Duration nextOverflow() {
        Duration next = null;
        for (var way : plan.line().overflows()) {
            var after = way.after();
            if (isOpen(way)
                    && (ripe == null || after.compareTo(ripe) > 0)
                    && (next == null || after.compareTo(next) < 0)) {
                next = after;
            }
        }
        return next;
    }

    /// Whether rules could take it. Another line helps nobody a second time, nor at the end of the maximum wait, and
    /// has to wait while a colleague is asked first.
    boolean isOpen(Overflow way) {
        return way.toLine()
                ? step < plan.lastStep() && !isPersonal() && !isSharedWith(way.to())
                : !way.isProposal();
    }

    private boolean isSharedWith(String line) {
        for (var share : shares) {
            if (share.line().equals(line)) {
                return true;
            }
        }
        return false;
    }

    /// The next of its ways has come of age, and all of the same time.
    Lookout.View ripen() {
        ripe = Objects.requireNonNull(nextOverflow());
        view = new Lookout.View(
                demand.group,
                request.channel(),
                plan.line().overflows().stream().filter(this::isRipe).toList());
        return view;
    }

    private boolean isRipe(Overflow way) {
        return isOpen(way) && way.after().compareTo(Objects.requireNonNull(ripe)) <= 0;
    }

    void unripen() {
        ripe = null;
        view = null;
    }

    /// Those whom the other line asks for may take it as well.
    void share(Share share, Rules rules) {
        shares = Stream.concat(shares.stream(), Stream.of(share)).toList();
        plan = Plan.of(request, shares, rules);
        step = share.step();
    }

    private static Deadline.Kind endOf(Place.Held held) {
        return switch (held) {
            case Place.Offered _ -> Deadline.Kind.LEASE;
            case Place.Consulted _ -> Deadline.Kind.CONSULT;
            case Place.InConversation _, Place.Parked _, Place.WrapUp _ -> Deadline.Kind.WRAP_UP;
        };
    }

    private @Nullable Deadline firstReadmission() {
        Deadline first = null;
        for (var exclusion : excluded.entrySet()) {
            first = earlier(
                    first, new Deadline(exclusion.getValue(), Deadline.Kind.EXCLUSION, this, exclusion.getKey()));
        }
        return first;
    }

    private static Deadline earlier(@Nullable Deadline one, Deadline other) {
        return one == null || other.orderBeside(one) < 0 ? other : one;
    }

    /// Sets when its pace bends next after the time.
    void setBend(Agenda<Bend> agenda, long after) {
        clearBend(agenda);
        var next = plan.pace().nextBend(after);
        if (next != Long.MAX_VALUE) {
            nextBend = new Bend(next, this);
            agenda.add(nextBend);
        }
    }

    void clearBend(Agenda<Bend> agenda) {
        if (nextBend != null) {
            agenda.remove(nextBend);
            nextBend = null;
        }
    }

    ContactState state() {
        return new ContactState(request, place, step, excluded, shares);
    }

    /// In the order of the turns.
    @Override
    public int compareTo(Contact other) {
        var order = Long.compare(other.start, start);
        return order != 0 ? order : Floor.ARRIVAL.compare(this, other);
    }
}
