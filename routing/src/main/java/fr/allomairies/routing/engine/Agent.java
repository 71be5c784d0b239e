package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An agent on the floor. Changed only after [Floor#touch], since the indexes of those who can take something are
/// ordered by what is here.
final class Agent {

    /// The least loaded, then the one who counts as idle for longest; the id breaks ties, so that a replay is exact.
    static final Comparator<Agent> BY_RANK = (one, other) -> {
        var order = Integer.compare(one.load, other.load);
        if (order == 0) {
            order = Long.compare(one.rankedSince, other.rankedSince);
        }
        return order != 0 ? order : one.id.compareTo(other.id);
    };

    /// Reason of the state of who is asked by a colleague.
    static final String CONSULT = "consult";

    static final Comparator<Agent> BY_ID = Comparator.comparing(agent -> agent.id);

    final AgentId id;
    Presence presence;

    /// In the [Crew]'s sets, from the first time that the agent is signed in.
    int number = -1;

    /// Whether [Floor] knows already that it changes in this step.
    boolean touched;

    final Regulars regulars;

    private final int fairness;
    private Instant idleSince;
    private long busyNanos;
    private @Nullable Instant busySince;
    private long rankedSince;
    private @Nullable String pauseReason;
    private @Nullable Steered steered;
    private AgentState state;
    private @Nullable String stateReason;
    private Instant stateSince;
    private Map<Skill, Integer> levels;
    private List<SkillNeed> skills;
    private final Shelves shelves;
    private Keyring keyring;

    /// Few, in the order of arrival.
    private final List<Contact> held = new ArrayList<>(2);

    private final List<Contact> parked = new ArrayList<>(0);
    private int load;
    private int firmLoad;
    private @Nullable Contact ringing;

    Agent(AgentStatus status, int fairness, Regulars regulars, Shelves shelves) {
        this.id = status.id();
        this.shelves = shelves;
        this.regulars = regulars;
        this.fairness = fairness;
        this.presence = status.presence();
        this.pauseReason = status.pauseReason();
        this.levels = levels(status.skills());
        this.skills = skills(levels);
        this.keyring = shelves.keyring(id, skills);
        this.idleSince = status.idleSince();
        this.busyNanos = status.busy().toNanos();
        this.busySince = status.busySince();
        this.state = status.state();
        this.stateReason = state == AgentState.PAUSED ? pauseReason : null;
        this.stateSince = status.stateSince();
        this.steered = status.steered();
        rank();
    }

    static Agent unknown(AgentId id, int fairness, Regulars regulars, Shelves shelves, Instant at) {
        return new Agent(
                new AgentStatus(id, Presence.OFFLINE, null, List.of(), at, Duration.ZERO, null, AgentState.OFFLINE, at),
                fairness,
                regulars,
                shelves);
    }

    void become(Presence next, @Nullable String reason) {
        presence = next;
        pauseReason = reason;
        steered = null;
    }

    /// Until the next [#become].
    void steer(Steered order) {
        steered = order;
    }

    @Nullable
    String pauseReason() {
        return pauseReason;
    }

    boolean isSignedIn() {
        return presence != Presence.OFFLINE;
    }

    /// Whether anything at all may be offered, perhaps by interrupting something.
    boolean isOpen() {
        return presence == Presence.AVAILABLE && ringing == null && firmLoad < Rules.CAPACITY;
    }

    boolean canTake(Contact contact) {
        var demand = contact.demand();
        return hasRoom(demand.rule, demand.cost) && hasPlace(demand.rule, demand.channel) && suits(contact);
    }

    /// Whether the contact may be the agent's as soon as there is room for it.
    boolean suits(Contact contact) {
        return contact.demand().group.suits(this) && !contact.excludes(id);
    }

    boolean hasRoom(Kind kind) {
        return hasRoom(kind.rule, kind.cost) && hasPlace(kind.rule, kind.channel);
    }

    boolean hasRoom(ChannelRule rule, int cost) {
        return (rule.interrupts() ? firmLoad : load) + cost <= Rules.CAPACITY;
    }

    boolean hasPlace(ChannelRule rule, ChannelKind channel) {
        return held.size() < rule.limit() || held(channel) < rule.limit();
    }

    private int held(ChannelKind channel) {
        var count = 0;
        for (var contact : held) {
            count += contact.plan.kind().equals(channel) ? 1 : 0;
        }
        return count;
    }

    int levelsAbove(Needs needs) {
        var sum = 0;
        for (var i = 0; i < needs.size(); i++) {
            sum += Math.max(0, keyring.level(needs.key(i)) - needs.need(i).level());
        }
        return sum;
    }

    Map<Skill, Integer> levels() {
        return levels;
    }

    /// In the order of their codes.
    List<SkillNeed> skills() {
        return skills;
    }

    /// With all that has been asked for by now.
    Keyring keyring() {
        keyring.catchUp(shelves);
        return keyring;
    }

    int load() {
        return load;
    }

    /// Without what may be interrupted.
    int firmLoad() {
        return firmLoad;
    }

    Instant idleSince() {
        return idleSince;
    }

    /// In microseconds as [Pace] counts them: since when the agent counts as idle, the time already worked
    /// considered.
    long rankedSince() {
        return rankedSince;
    }

    Optional<Contact> ringing() {
        return Optional.ofNullable(ringing);
    }

    /// Without what is parked, in the order of arrival.
    List<Contact> held() {
        return List.copyOf(held);
    }

    /// Ringing, in work or parked.
    @Nullable
    Contact inHand(ContactId contact) {
        var one = find(contact, held);
        return one == null ? find(contact, parked) : one;
    }

    private static @Nullable Contact find(ContactId id, List<Contact> contacts) {
        for (var contact : contacts) {
            if (contact.id().equals(id)) {
                return contact;
            }
        }
        return null;
    }

    boolean hasParked() {
        return !parked.isEmpty();
    }

    /// In the order of arrival.
    List<Contact> parked() {
        return List.copyOf(parked);
    }

    /// Those of them that the agent has, at the agent's own levels.
    List<SkillNeed> matching(Needs needs) {
        var matching = new ArrayList<SkillNeed>(needs.size());
        for (var i = 0; i < needs.size(); i++) {
            var need = needs.need(i);
            var own = keyring.level(needs.key(i));
            if (own > 0) {
                matching.add(own == need.level() ? need : new SkillNeed(need.skill(), own));
            }
        }
        return matching;
    }

    void learn(List<SkillNeed> learnt) {
        levels = levels(learnt);
        skills = skills(levels);
        keyring = shelves.keyring(id, skills);
    }

    void idle(Instant since) {
        idleSince = since;
        rank();
    }

    Duration busy() {
        return Duration.ofNanos(busyNanos);
    }

    void countBusy(Duration time) {
        busyNanos = time.toNanos();
        rank();
    }

    void hold(Contact contact) {
        if (contact.place instanceof Place.Parked) {
            insert(contact, parked);
            return;
        }
        insert(contact, held);
        weigh(contact, 1);
        if (contact.place instanceof Place.Offered) {
            ringing = contact;
        } else if (busySince == null && contact.place instanceof Place.Held since) {
            busySince = since.since();
        }
    }

    void letGo(Contact contact, Instant at) {
        if (parked.remove(contact)) {
            return;
        }
        held.remove(contact);
        weigh(contact, -1);
        if (contact.equals(ringing)) {
            ringing = null;
        } else if (busySince != null && held.size() == (ringing == null ? 0 : 1)) {
            countBusy(busy().plus(busySince.until(at)));
            busySince = null;
        }
    }

    /// It can no longer be interrupted.
    void makeFirm(Contact contact) {
        contact.interruptible = false;
        firmLoad += contact.cost();
    }

    private void weigh(Contact contact, int sign) {
        load += sign * contact.cost();
        firmLoad += contact.interruptible ? 0 : sign * contact.cost();
    }

    private static void insert(Contact contact, List<Contact> contacts) {
        var place = contacts.size();
        while (place > 0 && Floor.ARRIVAL.compare(contact, contacts.get(place - 1)) < 0) {
            place--;
        }
        contacts.add(place, contact);
    }

    /// What was told of a consult before the state was stored, once its contact is in hand again.
    void recallConsult() {
        if (isConsulted()) {
            stateReason = CONSULT;
        }
    }

    /// Notes what has become of the state by the end of a step.
    Optional<AgentStateChanged> changeOfState(Instant at) {
        var now = stateNow();
        var reason = now == AgentState.PAUSED ? pauseReason : isConsulted() ? CONSULT : null;
        if (now == state && Objects.equals(reason, stateReason)) {
            return Optional.empty();
        }
        state = now;
        stateReason = reason;
        stateSince = at;
        return Optional.of(new AgentStateChanged(at, id, now, reason));
    }

    /// With several contacts in hand the busiest of them counts.
    private AgentState stateNow() {
        if (ringing != null) {
            return AgentState.OFFERED;
        }
        if (isRungForConsult()) {
            return AgentState.OFFERED;
        }
        if (!held.isEmpty()) {
            return isInConversation() || isConsulted() ? AgentState.ON_CONTACT : AgentState.WRAP_UP;
        }
        return switch (presence) {
            case OFFLINE -> AgentState.OFFLINE;
            case AVAILABLE -> AgentState.AVAILABLE;
            case PAUSED -> AgentState.PAUSED;
        };
    }

    private boolean isRungForConsult() {
        for (var contact : held) {
            if (contact.place instanceof Place.Consulted consulted && consulted.rings()) {
                return true;
            }
        }
        return false;
    }

    private boolean isConsulted() {
        for (var contact : held) {
            if (contact.place instanceof Place.Consulted) {
                return true;
            }
        }
        return false;
    }

    private boolean isInConversation() {
        for (var contact : held) {
            if (contact.place instanceof Place.InConversation) {
                return true;
            }
        }
        return false;
    }

    /// A call rings, or goes on, be it that of a colleague who asks. Wrap-up is no call.
    boolean isOnThePhone() {
        return held.stream()
                .filter(contact -> contact.plan.kind().isCall())
                .anyMatch(contact -> contact.place instanceof Place.Offered
                        || contact.place instanceof Place.InConversation
                        || contact.place instanceof Place.Consulted);
    }

    AgentStatus status() {
        return new AgentStatus(
                id, presence, pauseReason, skills, idleSince, busy(), busySince, state, stateSince, steered);
    }

    private void rank() {
        rankedSince = Pace.micros(idleSince) + busyNanos / 1000 * fairness / 100;
    }

    private static Map<Skill, Integer> levels(List<SkillNeed> skills) {
        return skills.stream()
                .collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Integer::max, HashMap::new));
    }

    /// In the order of their codes.
    private static List<SkillNeed> skills(Map<Skill, Integer> levels) {
        return new TreeMap<>(levels)
                .entrySet().stream()
                        .map(entry -> new SkillNeed(entry.getKey(), entry.getValue()))
                        .collect(Collectors.toUnmodifiableList());
    }
}
