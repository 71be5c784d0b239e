package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Steered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent at one instant. The contacts in hand are those whose [Place] names the agent.
///
/// @param presence what the agent asked for
/// @param pauseReason absent unless the presence is [Presence#PAUSED]
/// @param skills in the order of their codes
/// @param idleSince when the agent last became available, took a contact or finished one
/// @param busy time with contacts in hand, brought to the others' average when the agent comes back to work
/// @param busySince when the work in hand began, which is not yet in `busy`
/// @param state what the agent is doing, contacts in hand considered
/// @param stateSince when `state` began
/// @param steered what a supervisor decided of the presence, until something else is decided
public record AgentStatus(
        AgentId id,
        Presence presence,
        @Nullable String pauseReason,
        List<SkillNeed> skills,
        Instant idleSince,
        Duration busy,
        @Nullable Instant busySince,
        AgentState state,
        Instant stateSince,
        @Nullable Steered steered) {

    public AgentStatus {
        skills = List.copyOf(skills);
    }

    /// Nobody has decided for her.
    public AgentStatus(
            AgentId id,
            Presence presence,
            @Nullable String pauseReason,
            List<SkillNeed> skills,
            Instant idleSince,
            Duration busy,
            @Nullable Instant busySince,
            AgentState state,
            Instant stateSince) {
        this(id, presence, pauseReason, skills, idleSince, busy, busySince, state, stateSince, null);
    }

    public enum Presence {
        OFFLINE,
        AVAILABLE,
        PAUSED
    }
}
