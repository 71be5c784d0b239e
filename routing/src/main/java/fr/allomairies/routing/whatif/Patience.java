package fr.allomairies.routing.whatif;

import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long citizens wait before they leave, estimated after Kaplan and Meier: who was answered after a minute would
/// have waited for longer than a minute, and counts as such.
final class Patience {

    /// The share of citizens who wait for longer, where it falls, and the same the other way round.
    private final TreeMap<Duration, Double> longer = new TreeMap<>();

    private final TreeMap<Double, Duration> reached = new TreeMap<>();

    private Patience() {}

    static final class Observed {

        private final TreeMap<Duration, Integer> left = new TreeMap<>();
        private final TreeMap<Duration, Integer> stayed = new TreeMap<>();
        private int count;

        /// The citizen left after that time.
        void left(Duration after) {
            left.merge(after, 1, Integer::sum);
            count++;
        }

        /// The citizen would have waited for longer, nobody knows for how long.
        void stayed(Duration until) {
            stayed.merge(until, 1, Integer::sum);
            count++;
        }

        /// Who left and who was answered at the same time: the one who left did so before.
        Patience curve() {
            var curve = new Patience();
            var share = 1.0;
            var atRisk = count;
            var times = new TreeMap<>(left);
            stayed.forEach((time, _) -> times.putIfAbsent(time, 0));
            for (var entry : times.entrySet()) {
                if (entry.getValue() > 0) {
                    share *= 1 - (double) entry.getValue() / atRisk;
                    curve.longer.put(entry.getKey(), share);
                    curve.reached.put(share, entry.getKey());
                }
                atRisk -= entry.getValue() + stayed.getOrDefault(entry.getKey(), 0);
            }
            return curve;
        }
    }

    /// The share of citizens who wait for longer than that.
    double longerThan(Duration wait) {
        var entry = longer.floorEntry(wait);
        return entry == null ? 1 : entry.getValue();
    }

    /// The patience of one who has waited for so long already; absent when it was never seen to end.
    ///
    /// @param chance at least 0 and below 1: the part of those like him who are less patient
    @Nullable
    Duration after(Duration waited, double chance) {
        var end = reached.lowerEntry(longerThan(waited) * (1 - chance));
        return end == null ? null : end.getValue();
    }
}
