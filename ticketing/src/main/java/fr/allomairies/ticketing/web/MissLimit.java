package fr.allomairies.ticketing.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses tracking pages: after some misses from one address nothing is looked up for a while.
/// The tokens alone make guessing hopeless; this keeps the load and the log small. Safe for many threads.
final class MissLimit {

    private static final int MOST_MISSES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 10_000;

    private final Map<String, Misses> misses = new LinkedHashMap<>();

    synchronized boolean isReached(String address, Instant now) {
        var known = misses.get(address);
        return known != null && known.until().isAfter(now) && known.count() >= MOST_MISSES;
    }

    synchronized void missed(String address, Instant now) {
        misses.compute(
                address,
                (_, known) -> known == null || !known.until().isAfter(now)
                        ? new Misses(1, now.plus(WINDOW))
                        : new Misses(known.count() + 1, known.until()));
        if (misses.size() > MOST_ADDRESSES) {
            misses.remove(misses.keySet().iterator().next());
        }
    }

    private record Misses(int count, Instant until) {}
}
