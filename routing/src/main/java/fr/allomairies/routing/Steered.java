package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import java.time.Instant;

/// What a supervisor decided of an agent.
///
/// @param to [AgentState#AVAILABLE], [AgentState#PAUSED] or [AgentState#OFFLINE]
/// @param reason code, which of a pause is that of the pause
public record Steered(Instant at, AgentState to, String reason, AgentId by) {

    public Steered {
        if (to != AgentState.AVAILABLE && to != AgentState.PAUSED && to != AgentState.OFFLINE) {
            throw new IllegalArgumentException("nobody can be made " + to);
        }
    }
}
