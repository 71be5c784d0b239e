package fr.allomairies.routing.estimate;

import java.time.Duration;

/// A wait with its range: of ten contacts one waits for less than `low` and one for longer than `high`.
///
/// The estimator is the one of Ibrahim and Whitt (2009) that looks at the length of the queue and knows that some
/// leave it: with `n` agents busy, each finishing at the rate `μ`, and each of the citizens waiting before leaving
/// at the rate `θ`, it is a contact's turn after a sum of exponential times of the rates `nμ + iθ`. Without leaving
/// that is Erlang's distribution; with it the gamma distribution of the same mean and variance stands for it.
public record WaitEstimate(Duration low, Duration expected, Duration high) {

    /// What the normal distribution exceeds once in ten.
    private static final double ONE_IN_TEN = 1.2815515655;

    /// So many turns are added up one by one; what comes after them hardly differs from an integral.
    private static final int ADDED = 64;

    /// The sum over the turns behind the first ones, after Euler and Maclaurin: to a ten-millionth, however many there
    /// are.
    ///
    /// @param first rate at its first turn, and `after` the rate at the turn behind its last
    private record Rest(double first, double after, int turns, double leaving) {

        double mean() {
            var integral = leaving == 0 ? turns / first : Math.log1p(turns * leaving / first) / leaving;
            return integral + (1 / first - 1 / after) / 2 + leaving / 12 * (1 / (first * first) - 1 / (after * after));
        }

        double variance() {
            return turns / (first * after)
                    + (1 / (first * first) - 1 / (after * after)) / 2
                    + leaving / 6 * (1 / (first * first * first) - 1 / (after * after * after));
        }
    }

    /// @param turns how many agents must become free, at least 1: one for each contact before it, and one for itself
    /// @param finishing how often an agent becomes free, in times a second
    /// @param leaving how often one who waits leaves, in times a second
    /// @param ring how long it rings then, in seconds
    static WaitEstimate of(int turns, double finishing, double leaving, double ring) {
        var added = Math.min(turns, ADDED);
        var mean = 0.0;
        var variance = 0.0;
        for (var before = 0; before < added; before++) {
            var time = 1 / (finishing + before * leaving);
            mean += time;
            variance += time * time;
        }
        if (added < turns) {
            var rest = new Rest(finishing + added * leaving, finishing + turns * leaving, turns - added, leaving);
            mean += rest.mean();
            variance += rest.variance();
        }
        var shape = mean * mean / variance;
        return new WaitEstimate(
                seconds(ring + mean * quantile(shape, -ONE_IN_TEN)),
                seconds(ring + mean),
                seconds(ring + mean * quantile(shape, ONE_IN_TEN)));
    }

    /// Of a gamma distribution with the mean 1, after Wilson and Hilferty; for one turn 7 % too low at the lower
    /// end, and the more turns the better.
    private static double quantile(double shape, double normal) {
        var root = 1 - 1 / (9 * shape) + normal / Math.sqrt(9 * shape);
        return Math.max(0, root * root * root);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
