package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logins as they come in addresses and forms.
final class Login {

    private Login() {}

    static boolean valid(@Nullable String text) {
        return parse(text).isPresent();
    }

    static Optional<AgentId> parse(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new AgentId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
