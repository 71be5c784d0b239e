package fr.allomairies.routing.staffing;

import java.util.Arrays;

/// Erlang A the long way: the probability of every number of citizens present, and what then happens to one who
/// comes, followed in small steps of time. Time is in handle times.
final class States {

    private static final int WAITING = 600;
    private static final int STEPS_PER_UNIT = 4_000;

    private final double arrivals;
    private final int positions;
    private final double leaving;
    private final double[] share;

    States(double arrivals, int positions, double leaving) {
        this.arrivals = arrivals;
        this.positions = positions;
        this.leaving = leaving;
        this.share = new double[positions + WAITING];
        var logs = new double[share.length];
        for (var k = 1; k < logs.length; k++) {
            logs[k] =
                    logs[k - 1] + Math.log(arrivals / (Math.min(k, positions) + Math.max(0, k - positions) * leaving));
        }
        var highest = Arrays.stream(logs).max().orElseThrow();
        var sum = 0.0;
        for (var k = 0; k < logs.length; k++) {
            share[k] = Math.exp(logs[k] - highest);
            sum += share[k];
        }
        for (var k = 0; k < logs.length; k++) {
            share[k] /= sum;
        }
    }

    double allBusy() {
        var sum = 0.0;
        for (var k = positions; k < share.length; k++) {
            sum += share[k];
        }
        return sum;
    }

    double meanQueue() {
        var sum = 0.0;
        for (var k = positions; k < share.length; k++) {
            sum += (k - positions) * share[k];
        }
        return sum;
    }

    double abandonment() {
        return meanQueue() * leaving / arrivals;
    }

    /// ahead[j]: the one who came waits still, with j others before; whoever is first is served at the rate of all
    /// positions, each one before leaves at his own, and so does he himself.
    double answeredWithin(double time) {
        var ahead = new double[WAITING];
        var answered = 1 - allBusy();
        for (var j = 0; j < WAITING; j++) {
            ahead[j] = share[positions + j];
        }
        var steps = (int) Math.round(time * STEPS_PER_UNIT);
        var step = steps == 0 ? 0 : time / steps;
        for (var i = 0; i < steps; i++) {
            answered += advance(ahead, step);
        }
        return answered;
    }

    /// Second order: the middle of the step decides.
    private double advance(double[] ahead, double step) {
        var middle = ahead.clone();
        for (var j = 0; j < WAITING; j++) {
            middle[j] += step / 2 * change(ahead, j);
        }
        for (var j = 0; j < WAITING; j++) {
            ahead[j] += step * change(middle, j);
        }
        return step * positions * middle[0];
    }

    private double change(double[] ahead, int j) {
        var in = j + 1 < WAITING ? (positions + (j + 1) * leaving) * ahead[j + 1] : 0;
        return in - (positions + j * leaving + leaving) * ahead[j];
    }
}
