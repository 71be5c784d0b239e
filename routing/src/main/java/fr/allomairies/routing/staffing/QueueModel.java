package fr.allomairies.routing.staffing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What becomes of those who call, once a load has met a number of positions for long enough. Shares are 0 to 1,
/// times are seconds.
public sealed interface QueueModel permits ErlangC, ErlangA {

    /// With abandonment when a patience is known, without when it is not.
    ///
    /// @param patience how long a citizen would wait, on average
    static QueueModel of(Load load, @Nullable Duration patience, int positions) {
        return patience == null ? new ErlangC(load, positions) : new ErlangA(load, patience, positions);
    }

    Load load();

    int positions();

    /// Who cannot be answered at once.
    double delayProbability();

    /// Of all, those who leave included; infinite when the queue grows for ever.
    double meanWait();

    /// Of the answered alone, as the dictionary of measures counts it (ASA).
    double meanWaitOfAnswered();

    /// Who still waits after so long.
    double waitsLongerThan(Duration time);

    /// Answered after at most so long, as a share of all.
    double answeredWithin(Duration time);

    /// Who has left after at most so long, as a share of all.
    double abandonedWithin(Duration time);

    double abandonment();

    /// Rule A of the dictionary: answered in time / (answered + abandoned − short abandons).
    ///
    /// @param shortAbandon who leaves sooner is not counted; nothing to count everybody
    default double serviceLevel(Duration within, Duration shortAbandon) {
        var uncounted = shortAbandon.isZero() ? 0 : abandonedWithin(shortAbandon);
        return uncounted >= 1 ? 0 : Math.min(1, answeredWithin(within) / (1 - uncounted));
    }

    /// The share of their time for which people are busy.
    default double occupancy() {
        return Math.min(1, load().erlangs() * (1 - abandonment()) / positions());
    }

    static void requirePositions(int positions) {
        if (positions < 1) {
            throw new IllegalArgumentException("there is at least 1 position, were: " + positions);
        }
    }
}
