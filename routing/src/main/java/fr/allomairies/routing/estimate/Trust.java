package fr.allomairies.routing.estimate;

import fr.allomairies.contact.ContactEvent.WaitEstimated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Function;

/// How the last estimates of a channel compared with what happened, and whether the next one may be told to citizens.
/// Only who was answered is compared: nobody knows how long the others would have waited.
final class Trust {

    static final int REMEMBERED = 100;
    static final int ENOUGH = 20;
    static final double INSIDE = 0.7;
    static final double RELATIVE = 0.5;
    static final Duration ABSOLUTE = Duration.ofSeconds(60);

    private record Comparison(Duration error, double relative, boolean inside) {}

    private final Deque<Comparison> last = new ArrayDeque<>();

    void compare(WaitEstimated estimated, Instant answered) {
        var error = estimated.error(answered);
        var waited = Math.max(1, Duration.between(estimated.at(), answered).toMillis());
        last.addLast(new Comparison(error, (double) error.toMillis() / waited, estimated.covers(answered)));
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    /// Enough of them, seven in ten within their range, and half of them off by a minute at most or by half at most.
    boolean isDeserved() {
        return last.size() >= ENOUGH
                && last.stream().filter(Comparison::inside).count() >= INSIDE * last.size()
                && (median(Comparison::relative) <= RELATIVE
                        || median(Comparison::error).compareTo(ABSOLUTE) <= 0);
    }

    private <T extends Comparable<T>> T median(Function<Comparison, T> measure) {
        var sorted =
                last.stream().map(measure).sorted(Comparator.naturalOrder()).toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
