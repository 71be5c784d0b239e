package fr.allomairies.routing.staffing;

import static fr.allomairies.routing.staffing.Durations.seconds;

import java.time.Duration;

/// M/M/n: nobody ever leaves. It promises more wait than there is wherever people do.
///
/// A. K. Erlang 1917, as in [ErlangB]; in this form L. Kleinrock, "Queueing Systems", vol. 1, 1975, § 3.5, and
/// Cooper 1981, ch. 3: with a erlangs on n positions, `C = B / (1 − (a/n)(1 − B))`, the wait exceeds t with
/// probability `C e^(−(n−a) t / h)`, and its mean is `C h / (n − a)`. With a load of n erlangs or more the queue
/// grows for ever, and these are the limits.
public final class ErlangC implements QueueModel {

    private final Load load;
    private final int positions;
    private final double delayProbability;

    public ErlangC(Load load, int positions) {
        QueueModel.requirePositions(positions);
        this.load = load;
        this.positions = positions;
        var blocked = ErlangB.blocking(positions, load.erlangs());
        this.delayProbability = isStable() ? blocked / (1 - load.erlangs() / positions * (1 - blocked)) : 1;
    }

    /// Whether the queue ever ends.
    public boolean isStable() {
        return load.erlangs() < positions;
    }

    @Override
    public Load load() {
        return load;
    }

    @Override
    public int positions() {
        return positions;
    }

    @Override
    public double delayProbability() {
        return delayProbability;
    }

    @Override
    public double meanWait() {
        return isStable()
                ? delayProbability * seconds(load.handleTime()) / (positions - load.erlangs())
                : Double.POSITIVE_INFINITY;
    }

    @Override
    public double meanWaitOfAnswered() {
        return meanWait();
    }

    @Override
    public double waitsLongerThan(Duration time) {
        Durations.requireNotNegative("a wait", time);
        var spare = Math.max(0, positions - load.erlangs());
        return delayProbability * Math.exp(-spare * seconds(time) / seconds(load.handleTime()));
    }

    @Override
    public double answeredWithin(Duration time) {
        return 1 - waitsLongerThan(time);
    }

    @Override
    public double abandonedWithin(Duration time) {
        return 0;
    }

    @Override
    public double abandonment() {
        return 0;
    }
}
