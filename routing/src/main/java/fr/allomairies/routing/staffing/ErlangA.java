package fr.allomairies.routing.staffing;

import static fr.allomairies.routing.staffing.Durations.seconds;

import java.time.Duration;

/// M/M/n+M: who waits leaves after an exponential time. It is stable whatever the load.
///
/// C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1957 (1946 in Swedish); in
/// this form A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", 2007. The
/// times come from [OfferedWait].
public final class ErlangA implements QueueModel {

    private final Load load;
    private final Duration patience;
    private final int positions;
    private final double delayProbability;
    private final double meanQueue;
    private final OfferedWait offered;

    /// @param patience how long a citizen would wait, on average; above 0
    public ErlangA(Load load, Duration patience, int positions) {
        QueueModel.requirePositions(positions);
        Durations.requirePositive("the patience", patience);
        this.load = load;
        this.patience = patience;
        this.positions = positions;
        var busy = AllBusy.of(load.arrivalsPerSecond(), leavingRate(), serviceRate());
        var blocked = ErlangB.blocking(positions, load.erlangs());
        this.delayProbability = blocked / (blocked + busy.nobodyWaits() * (1 - blocked));
        this.meanQueue = delayProbability * busy.meanQueue();
        this.offered = new OfferedWait(load.arrivalsPerSecond(), leavingRate(), serviceRate());
    }

    private double leavingRate() {
        return 1 / seconds(patience);
    }

    private double serviceRate() {
        return positions / seconds(load.handleTime());
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

    /// Little's law: the mean queue over the arrivals.
    @Override
    public double meanWait() {
        return meanQueue / load.arrivalsPerSecond();
    }

    @Override
    public double meanWaitOfAnswered() {
        return delayProbability * offered.meanOfServed() / (1 - abandonment());
    }

    /// As many leave as wait, times the rate at which each of them leaves.
    @Override
    public double abandonment() {
        return Math.min(1, meanQueue * leavingRate() / load.arrivalsPerSecond());
    }

    @Override
    public double waitsLongerThan(Duration time) {
        Durations.requireNotNegative("a wait", time);
        var patient = Math.exp(-seconds(time) * leavingRate());
        return delayProbability * patient * offered.longerThan(seconds(time));
    }

    @Override
    public double answeredWithin(Duration time) {
        Durations.requireNotNegative("a wait", time);
        return 1 - delayProbability + delayProbability * offered.servedWithin(seconds(time));
    }

    @Override
    public double abandonedWithin(Duration time) {
        return Math.max(0, 1 - answeredWithin(time) - waitsLongerThan(time));
    }

    /// The queue while all positions are busy.
    ///
    /// From each length to the next its probability changes by the factor `r(j) = arrivals / (service + j
    /// leaving)`. With R(j) the sum of the probabilities from j on, over that of j, `S(j) = 1 / R(j) = S(j+1) /
    /// (S(j+1) + r(j+1))`, and the mean excess over j is `L(j) = (1 − S(j)) (1 + L(j+1))`. Both are taken
    /// backwards, from where r is below one half and every further step halves the error: positive numbers alone,
    /// none ever above one but L, so that heavy loads with long patience, whose sums are beyond any
    /// floating-point number, are as exact as light ones.
    ///
    /// @param nobodyWaits S(0), the share of this time in which the queue is empty
    /// @param meanQueue L(0)
    private record AllBusy(double nobodyWaits, double meanQueue) {

        private static final int HALVINGS = 64;

        static AllBusy of(double arrivals, double leaving, double service) {
            var last = (long) Math.max(0, (2 * arrivals - service) / leaving) + HALVINGS;
            var none = 1.0;
            var excess = 0.0;
            for (var j = last; j >= 1; j--) {
                var ratio = arrivals / (service + j * leaving);
                var more = ratio / (none + ratio);
                none = none / (none + ratio);
                excess = more * (1 + excess);
            }
            return new AllBusy(none, excess);
        }
    }
}
