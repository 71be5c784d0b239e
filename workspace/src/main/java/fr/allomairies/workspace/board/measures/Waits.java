package fr.allomairies.workspace.board.measures;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Durations, any number of them, that may be taken out again; exact to the millisecond.
public final class Waits {

    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private long total;
    private int size;

    public void add(Duration wait) {
        count(wait.toMillis(), 1);
    }

    void remove(Duration wait) {
        count(wait.toMillis(), -1);
    }

    public int size() {
        return size;
    }

    @Nullable
    Double mean() {
        return size == 0 ? null : total / 1000.0 / size;
    }

    /// In seconds: the least wait that at least this share of the waits does not exceed (nearest rank).
    @Nullable
    public Double quantile(double share) {
        var rank = Math.max(1, (long) Math.ceil(share * size - 1e-9));
        var seen = 0L;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey() / 1000.0;
            }
        }
        return null;
    }

    private void count(long millis, int by) {
        counts.merge(millis, by, (a, b) -> a + b == 0 ? null : a + b);
        total += by * millis;
        size += by;
    }
}
