package fr.allomairies.bench.theory;

import fr.allomairies.routing.staffing.Load;
import fr.allomairies.routing.staffing.QueueModel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A queue as theory draws it; service takes one minute on average.
///
/// @param load offered load for each position, above 0; without patience below 1
/// @param patience on average; absent: nobody leaves
public record Point(int positions, double load, @Nullable Duration patience) {

    static final Duration SERVICE = Duration.ofMinutes(1);

    private static final long SMALLEST_BATCH = 2_000;
    private static final int RELAXATIONS = 10;

    public QueueModel theory() {
        return QueueModel.of(new Load(positions * load, SERVICE, SERVICE), patience, positions);
    }

    /// Ten times the number of arrivals after which the queue has forgotten how it was, from the spectral gap of
    /// M/M/1 (P. M. Morse 1955), of M/M/∞, and of a queue that leaves by itself.
    long batch() {
        var gap = 1 - Math.sqrt(load);
        var queue = patience == null ? load / (gap * gap) : positions * load * patience.toMillis() / SERVICE.toMillis();
        return Math.max(SMALLEST_BATCH, (long) (RELAXATIONS * (queue + positions * load)));
    }

    @Override
    public String toString() {
        var left = patience == null ? "" : "+M(" + patience.toSeconds() + " s)";
        return "M/M/%d%s at %.2f".formatted(positions, left, load);
    }
}
