package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Instants as the city reads them, people by their names, and browsers by what they are.
public record Show(AgentDirectory directory) {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("dd/MM HH:mm").withZone(ZoneId.of("Europe/Paris"));

    public String time(Instant at) {
        return FORMAT.format(at);
    }

    /// Of what is over within a day.
    static String shortTime(Instant at) {
        return SHORT.format(at);
    }

    public String name(AgentId who) {
        return directory.nameOf(who);
    }

    public Browser browser(OpenSession session) {
        return Browser.of(session.browser());
    }
}
