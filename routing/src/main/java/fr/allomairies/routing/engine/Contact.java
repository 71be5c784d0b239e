package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.engine.Line.Overflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A contact on the floor, until it ends. Only [Floor] changes it.
final class Contact implements Comparable<Contact> {

    static final Comparator<Contact> BY_ID = (one, other) -> one.id.value().compareTo(other.id.value());

    private static final Group[] NONE = {};
    private static final Comparator<Map.Entry<AgentId, Instant>> READMISSION =
            Map.Entry.<AgentId, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    private final ContactId id;
    final Request request;
    final Needs needs;
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
    final Group[] preferences;

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

    /// From when it is due so soon that nothing may interrupt it, as [Pace] counts.
    private final long urgent;

    /// Among those who ask for the same.
    int numberInGroup;

    /// Where it waits among those who ask for the same, and among the regulars of the agent whom it prefers.
    int placeInQueue;

    int placeAmongRegulars;

    /// Of the agent whom it prefers, if any.
    final @Nullable Regulars regulars;

    int placeInDeadlines = -1;
    int placeInBends = -1;

    /// Since when it asks for what it asks for, counted as its arrival is.
    private final long asked;

    private Demand demand;

    /// What the clock does next with it, if anything, and when.
    private @Nullable Deadline due;

    private long dueAt;

    Contact(ContactState state, Plans plans, Crew crew, @Nullable Regulars regulars) {
        this.request = state.request();
        this.id = request.contact();
        this.needs = crew.needs(request.needs());
        this.shares = state.shares();
        this.plan = plans.of(request, shares);
        this.place = state.place();
        this.step = Math.min(state.step(), plan.lastStep());
        this.excluded = state.excluded();
        this.regulars = regulars;
        this.arrival = Pace.nanos(request.queuedAt());
        this.asked = request.passed() == null ? arrival : Pace.nanos(request.askedAt());
        this.preferences = preferences(crew);
        this.demand = demand(asked(crew));
        var pace = pace();
        this.urgent = pace.urgent();
        bend(pace, pace.queued());
    }

    /// Without those for which the contact brings nothing.
    private Group[] preferences(Crew crew) {
        var rules = plan.line().preferences();
        var groups = rules.isEmpty() ? NONE : new Group[rules.size()];
        var size = 0;
        for (var rule : rules) {
            var group = crew.group(rule, request, needs);
            if (!group.requirement.equals(Requirement.ANY)) {
                groups[size++] = crew.use(group);
            }
        }
        return size == groups.length ? groups : Arrays.copyOf(groups, size);
    }

    /// Those who ask for what it asks for at its step.
    private Group asked(Crew crew) {
        return crew.use(crew.group(plan.asked(step), request, needs));
    }

    private Pace pace() {
        return Pace.of(request, plan.priorityClass());
    }

    ContactId id() {
        return id;
    }

    Demand demand() {
        return demand;
    }

    int cost() {
        return plan.cost();
    }

    void ask(Crew crew) {
        demand = demand(asked(crew));
    }

    private Demand demand(Group group) {
        return group.demand(plan.kind(), plan.channel(), plan.cost());
    }

    boolean excludes(AgentId agent) {
        return !excluded.isEmpty() && excluded.containsKey(agent);
    }

    /// Whether it waits for the colleague to whom it was passed on.
    boolean isPersonal() {
        return step == 0 && request.askedFirst() != null;
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

    /// Its pace changes at that time.
    void bend(long micros) {
        bend(pace(), micros);
    }

    private void bend(Pace pace, long micros) {
        slope = pace.slopeAt(micros);
        start = pace.score(micros) - slope * micros;
    }

    long score(long micros) {
        return start + slope * micros;
    }

    boolean isInterruptible(long micros) {
        return isInWork() && plan.channel().interruptible() && !request.isUrgent() && micros < urgent;
    }

    private boolean isInWork() {
        return place instanceof Place.InConversation || place instanceof Place.WrapUp;
    }

    /// What [Crew] keeps for it.
    void forEachGroup(Consumer<Group> what) {
        for (var preference : preferences) {
            what.accept(preference);
        }
        what.accept(demand.group);
    }

    boolean prefers(Agent agent) {
        return agent.regulars == regulars;
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
    void setClock(Deadlines deadlines) {
        var before = due;
        var beforeAt = dueAt;
        due = null;
        if (!(place instanceof Place.Ended)) {
            findDue();
        }
        if (due != before || dueAt != beforeAt) {
            deadlines.remove(this);
            if (due != null) {
                deadlines.add(this, dueAt);
            }
        }
    }

    /// Of a contact with which the clock will do something.
    Deadline due() {
        return Objects.requireNonNull(due);
    }

    private void findDue() {
        if (!excluded.isEmpty()) {
            dueAt(firstReadmission().getValue(), Deadline.EXCLUSION);
        }
        if (place instanceof Place.Held held && held.until() != null) {
            dueAt(held.until(), endOf(held));
        }
        if (isAsking() && step < plan.lastStep()) {
            dueAfter(plan.after(step + 1), Deadline.STEP);
        }
        var overflow = isWaiting() ? nextOverflow() : null;
        if (overflow != null) {
            dueAfter(overflow, Deadline.OVERFLOW);
        }
    }

    private void dueAfter(Duration time, Deadline what) {
        due(asked + time.toNanos(), what);
    }

    private void dueAt(Instant at, Deadline what) {
        due(Pace.nanos(at), what);
    }

    private void due(long at, Deadline what) {
        if (due == null || at < dueAt || at == dueAt && what.compareTo(due) < 0) {
            due = what;
            dueAt = at;
        }
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
        return way.toLine() ? step < plan.lastStep() && !isPersonal() && !isSharedWith(way.to()) : !way.isProposal();
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
                plan.kind(),
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
    void share(Share share, Plans plans) {
        shares = Stream.concat(shares.stream(), Stream.of(share)).toList();
        plan = plans.of(request, shares);
        step = share.step();
    }

    private static Deadline endOf(Place.Held held) {
        return switch (held) {
            case Place.Offered _ -> Deadline.LEASE;
            case Place.Consulted _ -> Deadline.CONSULT;
            case Place.InConversation _, Place.Parked _, Place.WrapUp _ -> Deadline.WRAP_UP;
        };
    }

    /// The agent to whom it may first be offered again.
    AgentId firstReadmitted() {
        return firstReadmission().getKey();
    }

    private Map.Entry<AgentId, Instant> firstReadmission() {
        return Collections.min(excluded.entrySet(), READMISSION);
    }

    /// Sets when its pace bends next after the time.
    void setBend(Bends bends, long after) {
        bends.remove(this);
        var next = pace().nextBend(after);
        if (next != Long.MAX_VALUE) {
            bends.add(this, next);
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
