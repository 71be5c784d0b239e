package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Numbers whose calls do not get through, for abuse. An agent proposes, a supervisor decides, and every block ends by
/// itself unless it is decided anew. Who is blocked is told so, and told whom to call in an emergency. Safe for many
/// threads.
public interface BlockedCallers {

    Duration LONGEST = Duration.ofDays(90);

    int LONGEST_REASON = 500;

    /// What a supervisor has to decide on: the oldest first.
    List<Block> proposed(int limit);

    /// What holds now: the one that ends next first.
    List<Block> current();

    /// What has been decided and does not hold, newest first.
    List<Block> past(int limit);

    /// An agent says that calls from the number are abuse. Refused with `number-invalid`, `number-listed` when it is
    /// proposed or blocked already, and `reason-form` unless the reason is 1 to [#LONGEST_REASON] characters.
    Optional<Refusal> propose(String number, String reason, AgentId by);

    /// A supervisor decides at once. Refused as [#propose] and [#block] are.
    Optional<Refusal> block(String number, String reason, Duration time, AgentId by);

    /// From now on, of what is proposed or holds already. Refused with `block-too-long` unless the time is up to
    /// [#LONGEST], and with `block-gone` when it neither is proposed nor holds any more.
    Optional<Refusal> block(UUID id, Duration time, AgentId by);

    /// A proposal is not followed. Refused with `block-gone` when it is decided already.
    Optional<Refusal> dismiss(UUID id, AgentId by);

    /// Calls get through again from now on. Refused with `block-gone` when it does not hold.
    Optional<Refusal> lift(UUID id, AgentId by);

    /// @param number as people of the region write it; absent once it has been forgotten
    /// @param decidedAt when it was decided last
    /// @param until when it is over
    /// @param endedBy who ended it before its time
    /// @param refused how many calls it has kept out
    record Block(
            UUID id,
            @Nullable String number,
            State state,
            String reason,
            Instant proposedAt,
            AgentId proposedBy,
            @Nullable Instant decidedAt,
            @Nullable AgentId decidedBy,
            @Nullable Instant until,
            @Nullable Instant endedAt,
            @Nullable AgentId endedBy,
            int refused,
            @Nullable Instant lastRefused) {}

    enum State {
        PROPOSED,
        BLOCKED,
        DISMISSED,
        OVER
    }
}
