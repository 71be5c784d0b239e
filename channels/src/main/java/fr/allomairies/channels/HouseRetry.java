package fr.allomairies.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When something that goes out of the house is tried again: after 5 s, then less and less often, for a day.
public final class HouseRetry {

    /// For so long nobody else takes what somebody is sending.
    public static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

    /// What is still on its way then is given up, and tried again when its claim is over.
    public static final Duration ROUND = Duration.ofSeconds(90);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration TRIED_FOR = Duration.ofHours(24);

    private HouseRetry() {}

    /// Empty for never.
    ///
    /// @param tries so far, this one too
    public static Optional<Instant> again(Instant madeAt, int tries, Instant now) {
        return now.isBefore(madeAt.plus(TRIED_FOR)) ? Optional.of(now.plus(pause(tries))) : Optional.empty();
    }

    private static Duration pause(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
