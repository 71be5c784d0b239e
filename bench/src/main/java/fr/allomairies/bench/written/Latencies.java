package fr.allomairies.bench.written;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What each of many attempts took. Safe for many threads.
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    public void add(long took) {
        nanos.add(took);
    }

    public int count() {
        return nanos.size();
    }

    /// @param share such as 0.95
    public double millis(double share) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1) / NANOS_PER_MILLI;
    }
}
