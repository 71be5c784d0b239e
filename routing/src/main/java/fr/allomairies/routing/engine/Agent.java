package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An agent on the floor. Changed only after [Floor#touch], since the index of free agents is ordered by what is here.
final class Agent {

    /// The least loaded, then the one idle for longest; the id breaks ties, so that a replay is exact.
    static final Comparator<Agent> BY_RANK = Comparator.comparingInt(Agent::load)
            .thenComparing(agent -> agent.idleSince)
            .thenComparing(agent -> agent.id);

    final AgentId id;
    Presence presence;
    Instant idleSince;

    private @Nullable String pauseReason;
    private AgentState state;
    private @Nullable String stateReason;
    private Instant stateSince;
    private Map<Skill, Integer> levels;
    private List<Skill> skills;
    private final TreeSet<Contact> held = new TreeSet<>();
    private final Map<ChannelKind, Integer> heldByChannel = new HashMap<>();
    private int load;
    private @Nullable Contact ringing;

    Agent(AgentStatus status) {
        this.id = status.id();
        this.presence = status.presence();
        this.pauseReason = status.pauseReason();
        this.levels = levels(status.skills());
        this.skills = List.copyOf(levels.keySet());
        this.idleSince = status.idleSince();
        this.state = status.state();
        this.stateReason = state == AgentState.PAUSED ? pauseReason : null;
        this.stateSince = status.stateSince();
    }

    static Agent unknown(AgentId id, Instant at) {
        return new Agent(new AgentStatus(id, Presence.OFFLINE, null, List.of(), at, AgentState.OFFLINE, at));
    }

    void become(Presence next, @Nullable String reason) {
        presence = next;
        pauseReason = reason;
    }

    /// Whether anything at all may be offered.
    boolean isFree() {
        return presence == Presence.AVAILABLE && ringing == null && load < Rules.CAPACITY;
    }

    boolean canTake(Contact contact, Rules rules) {
        return canTake(contact.demand(), rules) && !contact.excluded.containsKey(id);
    }

    boolean canTake(Demand demand, Rules rules) {
        return load + demand.cost() <= Rules.CAPACITY
                && heldByChannel.getOrDefault(demand.channel(), 0)
                        < rules.of(demand.channel()).limit()
                && demand.needs().stream().allMatch(need -> level(need.skill()) >= need.level());
    }

    /// 0 for a skill that the agent has not.
    int level(Skill skill) {
        return levels.getOrDefault(skill, 0);
    }

    int levelsAbove(Demand demand) {
        return demand.needs().stream()
                .mapToInt(need -> level(need.skill()) - need.level())
                .sum();
    }

    /// In the order of their codes.
    List<Skill> skills() {
        return skills;
    }

    Map<Skill, Integer> levels() {
        return levels;
    }

    int load() {
        return load;
    }

    Optional<Contact> ringing() {
        return Optional.ofNullable(ringing);
    }

    /// In the order of their turns.
    List<Contact> held() {
        return List.copyOf(held);
    }

    List<SkillNeed> matching(Demand demand) {
        return demand.needs().stream()
                .filter(need -> levels.containsKey(need.skill()))
                .map(need -> new SkillNeed(need.skill(), level(need.skill())))
                .toList();
    }

    void learn(List<SkillNeed> learnt) {
        levels = levels(learnt);
        skills = List.copyOf(levels.keySet());
    }

    void hold(Contact contact) {
        held.add(contact);
        load += contact.demand().cost();
        heldByChannel.merge(contact.demand().channel(), 1, Integer::sum);
        if (contact.place instanceof Place.Offered) {
            ringing = contact;
        }
    }

    void letGo(Contact contact) {
        held.remove(contact);
        load -= contact.demand().cost();
        heldByChannel.merge(contact.demand().channel(), -1, Integer::sum);
        if (contact.equals(ringing)) {
            ringing = null;
        }
    }

    /// Notes what has become of the state by the end of a step.
    Optional<AgentStateChanged> changeOfState(Instant at) {
        var now = stateNow();
        var reason = now == AgentState.PAUSED ? pauseReason : null;
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
        if (!held.isEmpty()) {
            return isInConversation() ? AgentState.ON_CONTACT : AgentState.WRAP_UP;
        }
        return switch (presence) {
            case OFFLINE -> AgentState.OFFLINE;
            case AVAILABLE -> AgentState.AVAILABLE;
            case PAUSED -> AgentState.PAUSED;
        };
    }

    boolean isInConversation() {
        return held.stream().anyMatch(contact -> contact.place instanceof Place.InConversation);
    }

    AgentStatus status() {
        var skills = levels.entrySet().stream()
                .map(entry -> new SkillNeed(entry.getKey(), entry.getValue()))
                .toList();
        return new AgentStatus(id, presence, pauseReason, skills, idleSince, state, stateSince);
    }

    private static Map<Skill, Integer> levels(List<SkillNeed> skills) {
        return skills.stream()
                .collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Integer::max, TreeMap::new));
    }
}
