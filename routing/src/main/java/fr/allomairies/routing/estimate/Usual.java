package fr.allomairies.routing.estimate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was usual on a channel over its last contacts. Seconds.
final class Usual {

    private static final int REMEMBERED = 200;

    private record Wait(double seconds, boolean left) {}

    private final Deque<Double> work = new ArrayDeque<>();
    private final Deque<Double> rings = new ArrayDeque<>();
    private final Deque<Wait> waits = new ArrayDeque<>();

    /// An agent was busy for so long, from the ringing to the end of the wrap-up.
    void worked(Duration time) {
        remember(work, seconds(time));
    }

    void rang(Duration time) {
        remember(rings, seconds(time));
    }

    /// Somebody waited for so long, and then left or was answered.
    void waited(Duration time, boolean left) {
        remember(waits, new Wait(seconds(time), left));
    }

    /// 0 when nothing is known yet.
    double work() {
        return work.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double ring() {
        return rings.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /// How often one who waits leaves, in times a second.
    double leaving() {
        var waited = waits.stream().mapToDouble(Wait::seconds).sum();
        return waited == 0 ? 0 : waits.stream().filter(Wait::left).count() / waited;
    }

    private static <T> void remember(Deque<T> last, T one) {
        last.addLast(one);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
