package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.AgentId;
import java.time.Instant;

/// @param name that the schedule had then
record ScheduleChange(String name, What what, AgentId by, Instant at) {

    enum What {
        SAVED,
        PAUSED,
        RESUMED,
        REMOVED,
        SENT_NOW
    }
}
