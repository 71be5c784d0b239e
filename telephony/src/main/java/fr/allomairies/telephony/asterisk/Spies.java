package fr.allomairies.telephony.asterisk;

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
}
