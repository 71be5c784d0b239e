package fr.allomairies.voiceassistant.understanding;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How likely a yes is, from the logarithm of its odds, which is linear: by coordinate descent on the dual, each row by
/// Newton's method. Yu, Huang and Lin, *Dual coordinate descent methods for logistic regression and maximum entropy
/// models*, 2011. The same rows give the same weights.
final class LogisticRegression {

    private static final long SEED = 1;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_STEPS = 100;
    private static final double FIRST_EXACTNESS = 1e-2;
    private static final double SHORTER = 0.1;

    private final Matrix rows;
    private final boolean[] yes;
    private final double cost;
    private final double[] weights;

    /// What each row counts for its side, and what is left to the cost, kept apart since one of both is tiny.
    private final double[] counts;

    private final double[] rest;
    private final double[] squares;

    private LogisticRegression(Matrix rows, boolean[] yes, double cost) {
        this.rows = rows;
        this.yes = yes;
        this.cost = cost;
        weights = new double[rows.columns()];
        counts = new double[rows.rows()];
        rest = new double[rows.rows()];
        squares = new double[rows.rows()];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = Math.min(0.001 * cost, 1e-8);
            rest[row] = cost - counts[row];
            squares[row] = rows.square(row);
            rows.add(row, sign(row) * counts[row], weights);
        }
    }

    /// @param cost how much an error weighs against a simple model
    /// @param precision of the slope of every row at the end
    static double[] learn(Matrix rows, boolean[] yes, double cost, double precision) {
        return new LogisticRegression(rows, yes, cost).learn(precision);
    }

    private double[] learn(double precision) {
        var random = new SplittableRandom(SEED);
        var order = new int[counts.length];
        Arrays.setAll(order, row -> row);
        var exactness = FIRST_EXACTNESS;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double steepest = 0;
            var steps = 0;
            for (int i = 0; i < order.length; i++) {
                var other = i + random.nextInt(order.length - i);
                var row = order[other];
                order[other] = order[i];
                order[i] = row;
                var improved = improve(row, exactness);
                steepest = Math.max(steepest, improved.slope);
                steps += improved.steps;
            }
            if (steepest < precision) {
                break;
            }
            if (steps <= order.length / 10) {
                exactness = Math.max(1e-8, exactness * SHORTER);
            }
        }
        return weights;
    }

    /// @param slope before
    private record Improved(double slope, int steps) {}

    private Improved improve(int row, double exactness) {
        var square = squares[row];
        var side = sign(row) * rows.times(row, weights);
        // the smaller of both is what is looked for, so that it keeps its digits
        var turned = 0.5 * square * (rest[row] - counts[row]) + side < 0;
        var slopeOfSide = turned ? -side : side;
        var before = turned ? rest[row] : counts[row];
        var found = cost - before < 0.5 * cost ? SHORTER * before : before;
        var slope = square * (found - before) + slopeOfSide + Math.log(found / (cost - found));
        var first = Math.abs(slope);
        var steps = 0;
        for (; steps <= MOST_STEPS && Math.abs(slope) >= exactness; steps++) {
            var next = found - slope / (square + cost / (cost - found) / found);
            found = next <= 0 ? found * SHORTER : next;
            slope = square * (found - before) + slopeOfSide + Math.log(found / (cost - found));
        }
        if (steps > 0) {
            counts[row] = turned ? cost - found : found;
            rest[row] = turned ? found : cost - found;
            rows.add(row, (turned ? before - found : found - before) * sign(row), weights);
        }
        return new Improved(first, steps);
    }

    private int sign(int row) {
        return yes[row] ? 1 : -1;
    }
}
