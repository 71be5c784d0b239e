package fr.allomairies.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server knows of an agent's day. Signing in and out are changes from and to [AgentState#OFFLINE].
public sealed interface AgentEvent extends Event {

    AgentId agent();

    /// @param reason code of the pause, such as `lunch` or `no-answer`; absent outside [AgentState#PAUSED]
    record AgentStateChanged(
            Instant at,
            AgentId agent,
            AgentState state,
            @Nullable String reason) implements AgentEvent {}

    /// A supervisor has decided what the agent does. What comes of it follows as [AgentStateChanged], after a
    /// conversation when there is one.
    ///
    /// @param to [AgentState#AVAILABLE], [AgentState#PAUSED] or [AgentState#OFFLINE]
    /// @param reason code, which of a pause is that of the pause
    record AgentSteered(Instant at, AgentId agent, AgentState to, String reason, AgentId by)
            implements AgentEvent, Decision {}

    /// @param skills all that the agent has from now on
    record AgentSkillsChanged(Instant at, AgentId agent, List<SkillNeed> skills) implements AgentEvent {

        public AgentSkillsChanged {
            skills = List.copyOf(skills);
        }
    }

    /// A supervisor gave or took a skill, or what was given for a time is over.
    ///
    /// @param level the agent's from now on; absent without the skill
    /// @param before the level until then; absent without the skill
    /// @param until when it will be as before; absent until somebody changes it
    /// @param by absent when its time is over
    record AgentSkillMoved(
            Instant at,
            AgentId agent,
            Skill skill,
            @Nullable Integer level,
            @Nullable Integer before,
            @Nullable Instant until,
            @Nullable AgentId by)
            implements AgentEvent, Decision {}

    /// The agent's phone registered, or can no longer be reached.
    record AgentPhoneChanged(Instant at, AgentId agent, boolean reachable) implements AgentEvent {}
}
