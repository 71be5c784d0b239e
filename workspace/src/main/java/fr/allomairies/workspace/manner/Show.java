package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// People and times as they are read.
public record Show(AgentDirectory directory) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    public String name(AgentId who) {
        return directory.nameOf(who);
    }

    public String time(Instant at) {
        return FORMAT.format(at.atZone(Interval.CITY));
    }
}
