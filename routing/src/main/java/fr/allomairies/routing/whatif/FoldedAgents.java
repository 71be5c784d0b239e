package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.Place.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The agents as the log has told of them so far.
final class FoldedAgents {

    private static final class Agent {

        Presence presence = Presence.OFFLINE;

        @Nullable
        String pauseReason;

        List<SkillNeed> skills = List.of();
        Duration busy = Duration.ZERO;

        @Nullable
        Instant busySince;

        Instant idleSince;
        AgentState state = AgentState.OFFLINE;
        Instant stateSince;
        final Set<ContactId> working = new HashSet<>();

        Agent(Instant since) {
            this.idleSince = since;
            this.stateSince = since;
        }
    }

    private final boolean fair;
    private final Map<AgentId, Agent> agents = new TreeMap<>();

    /// @param fair whether the time worked counts in the order of the agents
    FoldedAgents(boolean fair) {
        this.fair = fair;
    }

    /// In the order of their ids.
    List<AgentStatus> all() {
        return agents.entrySet().stream()
                .map(entry -> status(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// With something in hand the state does not tell whether more is wanted.
    void state(AgentStateChanged event) {
        switch (event.state()) {
            case OFFLINE -> become(event.agent(), Presence.OFFLINE, null, event.at());
            case PAUSED -> become(event.agent(), Presence.PAUSED, event.reason(), event.at());
            case AVAILABLE, OFFERED -> available(event.agent(), event.at());
            case ON_CONTACT, WRAP_UP -> {}
        }
        var agent = agent(event.agent(), event.at());
        agent.state = event.state();
        agent.stateSince = event.at();
    }

    void available(AgentId id, Instant at) {
        if (agent(id, at).presence != Presence.AVAILABLE) {
            agent(id, at).idleSince = at;
            agent(id, at).busy = averageBusy(agent(id, at).busy);
            become(id, Presence.AVAILABLE, null, at);
        }
    }

    void pause(AgentId id, String reason, Instant at) {
        become(id, Presence.PAUSED, reason, at);
    }

    /// Who had signed out in mid-call stays so.
    void loseLine(AgentId id, Instant at) {
        if (agent(id, at).presence != Presence.OFFLINE) {
            pause(id, "line-lost", at);
        }
    }

    void learn(AgentSkillsChanged event) {
        agent(event.agent(), event.at()).skills = event.skills();
    }

    void idle(AgentId id, Instant at) {
        agent(id, at).idleSince = at;
    }

    void hold(Held place, ContactId contact) {
        if (place instanceof Place.InConversation || place instanceof Place.WrapUp) {
            var agent = agent(place.agent(), place.since());
            agent.busySince = agent.busySince == null ? place.since() : agent.busySince;
            agent.working.add(contact);
        }
    }

    void letGo(AgentId id, ContactId contact, Instant at) {
        var agent = agent(id, at);
        if (agent.working.remove(contact) && agent.working.isEmpty() && agent.busySince != null) {
            agent.busy = agent.busy.plus(Duration.between(agent.busySince, at));
            agent.busySince = null;
        }
    }

    List<SkillNeed> matching(AgentId id, List<SkillNeed> needs) {
        var own = agents.get(id);
        return own == null
                ? List.of()
                : needs.stream()
                        .flatMap(need -> own.skills.stream()
                                .filter(skill -> skill.skill().equals(need.skill())))
                        .toList();
    }

    private void become(AgentId id, Presence presence, @Nullable String reason, Instant at) {
        var agent = agent(id, at);
        agent.presence = presence;
        agent.pauseReason = reason;
    }

    private Agent agent(AgentId id, Instant at) {
        return agents.computeIfAbsent(id, _ -> new Agent(at));
    }

    private Duration averageBusy(Duration otherwise) {
        var times = agents.values().stream()
                .filter(agent -> agent.presence == Presence.AVAILABLE)
                .mapToLong(agent -> agent.busy.toMillis())
                .average();
        return fair && times.isPresent() ? Duration.ofMillis((long) times.getAsDouble()) : otherwise;
    }

    private static AgentStatus status(AgentId id, Agent agent) {
        return new AgentStatus(
                id,
                agent.presence,
                agent.pauseReason,
                agent.skills,
                agent.idleSince,
                agent.busy,
                agent.busySince,
                agent.state,
                agent.stateSince);
    }
}
