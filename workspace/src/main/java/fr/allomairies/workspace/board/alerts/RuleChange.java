package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import java.time.Instant;

/// @param name that the rule had then
record RuleChange(String name, What what, AgentId by, Instant at) {

    enum What {
        SAVED,
        PAUSED,
        RESUMED,
        REMOVED
    }
}
