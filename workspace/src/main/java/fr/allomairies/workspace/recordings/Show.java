package fr.allomairies.workspace.recordings;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Instants as the city reads them, lengths in minutes, and people by their names.
public record Show(AgentDirectory directory) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    public String time(Instant at) {
        return FORMAT.format(at.atZone(Interval.CITY));
    }

    public String length(Duration length) {
        return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
    }

    public String name(AgentId who) {
        return directory.nameOf(who);
    }
}
