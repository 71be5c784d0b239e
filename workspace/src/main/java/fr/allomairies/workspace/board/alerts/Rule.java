package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When supervisors want to be told.
///
/// @param above told when the figure is above the threshold, else when it is below
/// @param threshold contacts, agents, seconds, or a share of 0 to 1
/// @param release the alert ends when the figure is there again, or better; never worse than the threshold
/// @param lasting for how long it must be so before anybody is told
/// @param language of the mails, two letters
/// @param whenOpen only while the house is open: nobody is available at night
record Rule(
        UUID id,
        String name,
        Figure figure,
        Scope scope,
        boolean above,
        double threshold,
        double release,
        Duration lasting,
        boolean whenOpen,
        boolean sound,
        List<EmailAddress> mails,
        String language,
        @Nullable URI webhook,
        boolean active,
        AgentId savedBy,
        Instant savedAt) {

    boolean isBroken(@Nullable Double value) {
        return value != null && (above ? value > threshold : value < threshold);
    }

    boolean isCalm(@Nullable Double value) {
        return value == null || (above ? value <= release : value >= release);
    }
}
