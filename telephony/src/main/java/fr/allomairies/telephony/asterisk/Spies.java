package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.ListeningEvent.Mode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The channels of supervisors who listen. Each has the listening's id in its own, so that nothing needs to be
/// remembered of them.
final class Spies {

    private static final String PREFIX = "spy-";

    private Spies() {}

    static String channel(UUID listening) {
        return PREFIX + listening;
    }

    static Optional<UUID> listening(@Nullable String uniqueId) {
        return uniqueId != null && uniqueId.startsWith(PREFIX)
                ? id(uniqueId.substring(PREFIX.length()))
                : Optional.empty();
    }

    static Optional<UUID> id(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// By whom he is heard, as the dialplan has noted; empty as long as his phone rings, and once he has the call.
    static Optional<Mode> mode(String state, String mode) {
        return state.equals("listening") && !mode.isEmpty() ? Optional.of(Mode.of(mode)) : Optional.empty();
    }
}
