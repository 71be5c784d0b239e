package fr.allomairies.routing.staffing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Finds the fewest positions that meet a target. Each position more makes every figure better, so that the search
/// doubles until there are enough and then halves the gap.
public final class Positions {

    private Positions() {}

    /// @param patience how long a citizen would wait, on average; absent when it is not known
    public static QueueModel needed(Load load, @Nullable Duration patience, Target target) {
        var enough = 1;
        while (!target.isMetBy(QueueModel.of(load, patience, enough))) {
            enough = Math.multiplyExact(enough, 2);
        }
        var tooFew = enough / 2;
        while (enough - tooFew > 1) {
            var middle = tooFew + (enough - tooFew) / 2;
            if (target.isMetBy(QueueModel.of(load, patience, middle))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return QueueModel.of(load, patience, enough);
    }
}
