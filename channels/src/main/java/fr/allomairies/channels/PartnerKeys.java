package fr.allomairies.channels;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keys by which partners' apps file reports. A key is told once, to who makes it, and kept as its hash. Every node
/// takes a change over within two seconds. Safe for many threads.
public interface PartnerKeys {

    /// For so long a key that was renewed still holds, so that the partner can put the next one in place.
    Duration GRACE = Duration.ofDays(7);

    /// By partner, the newest first; those that ended among them.
    List<PartnerKey> all();

    /// Names of the partners whose keys stand in the settings, and can be changed only there. One without a name is
    /// absent.
    List<String> ofSettings();

    /// Keys of the settings that have no name.
    int unnamed();

    /// Reports that came by the partner's keys in the last thirty days.
    int lately(String partner);

    /// The first key of a partner. Refused with `name-form` (1 to 40 letters, digits, spaces and `. ' -`) and
    /// `name-taken` (a partner of that name has a key).
    Made make(String partner, AgentId by);

    /// The next key of the partner; the one at hand ends after [#GRACE]. Refused with `ended` (it was renewed or
    /// ended).
    Made renew(UUID key, AgentId by);

    /// The key opens nothing from now on. Refused with `ended`.
    Optional<Refusal> end(UUID key, AgentId by);

    /// @param secret what the partner sends as `api_key`; absent when refused
    record Made(
            Optional<Refusal> refusal,
            @Nullable String partner,
            @Nullable String secret) {}

    /// @param beginning of the secret, by which it is known again
    /// @param endsAt absent while nobody has ended it
    /// @param usedOn last day on which it opened something, Paris time; absent for never
    record PartnerKey(
            UUID id,
            String partner,
            String beginning,
            Instant createdAt,
            AgentId createdBy,
            @Nullable Instant endsAt,
            @Nullable AgentId endedBy,
            @Nullable LocalDate usedOn) {

        public boolean holds(Instant at) {
            return endsAt == null || endsAt.isAfter(at);
        }
    }
}
