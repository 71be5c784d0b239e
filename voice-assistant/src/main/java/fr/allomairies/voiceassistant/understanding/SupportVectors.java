package fr.allomairies.voiceassistant.understanding;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// A linear support vector machine with squared errors, by coordinate descent on its dual: one example after another is
/// given the weight that is best while the others stay, and those that cannot count any more are left out until the
/// end. Hsieh, Chang, Lin, Keerthi and Sundararajan, *A dual coordinate descent method for large-scale linear SVM*,
/// 2008. The same rows give the same weights. For one thread.
final class SupportVectors {

    private static final long SEED = 1;
    private static final int MOST_ROUNDS = 1_000;

    /// Of a weight that is 0 to the bit nothing changes.
    private static final double NOTHING = 1e-12;

    private final Matrix rows;
    private final boolean[] yes;
    private final double softness;
    private final double[] weights;
    private final double[] counts;
    private final double[] squares;

    /// Those that are learned.
    private int[] order;
    private int active;
    private double highest;
    private double lowest;

    /// @param cost how much an error weighs against a simple model
    SupportVectors(Matrix rows, boolean[] yes, double cost) {
        this.rows = rows;
        this.yes = yes;
        softness = 0.5 / cost;
        weights = new double[rows.columns()];
        counts = new double[rows.rows()];
        squares = new double[rows.rows()];
        Arrays.setAll(squares, row -> rows.square(row) + softness);
        order = new int[rows.rows()];
        Arrays.setAll(order, row -> row);
    }

    /// @param precision how far the best that a row can do may be from what it does
    /// @return one for each column of the rows: above 0 is a yes. Changes when more is learned
    double[] learn(double precision) {
        var random = new SplittableRandom(SEED);
        var leaveOut = Double.POSITIVE_INFINITY;
        active = order.length;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            round(leaveOut, random);
            if (highest - lowest > precision) {
                leaveOut = highest > 0 ? highest : Double.POSITIVE_INFINITY;
            } else if (active < order.length) {
                active = order.length;
                leaveOut = Double.POSITIVE_INFINITY;
            } else {
                break;
            }
        }
        return weights;
    }

    /// From now on the rows are as if they were not there. What the others have learned stays, so that to learn again
    /// takes a fraction of the first time.
    void forget(IntPredicate forgotten) {
        for (var row : order) {
            if (forgotten.test(row) && counts[row] > 0) {
                rows.add(row, yes[row] ? -counts[row] : counts[row], weights);
                counts[row] = 0;
            }
        }
        order = Arrays.stream(order).filter(forgotten.negate()).toArray();
    }

    private void round(double leaveOut, SplittableRandom random) {
        highest = Double.NEGATIVE_INFINITY;
        lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < active; i++) {
            swap(i, i + random.nextInt(active - i));
            if (!improve(order[i], leaveOut)) {
                swap(i--, --active);
            }
        }
    }

    /// @return whether the row may still count
    private boolean improve(int row, double leaveOut) {
        var sign = yes[row] ? 1 : -1;
        var slope = sign * rows.times(row, weights) - 1 + softness * counts[row];
        if (counts[row] == 0 && slope > 0) {
            highest = Math.max(highest, 0);
            lowest = Math.min(lowest, 0);
            return slope <= leaveOut;
        }
        highest = Math.max(highest, slope);
        lowest = Math.min(lowest, slope);
        if (Math.abs(slope) > NOTHING) {
            var before = counts[row];
            counts[row] = Math.max(before - slope / squares[row], 0);
            rows.add(row, (counts[row] - before) * sign, weights);
        }
        return true;
    }

    private void swap(int one, int other) {
        var row = order[one];
        order[one] = order[other];
        order[other] = row;
    }
}
