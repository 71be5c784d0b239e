package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.function.IntPredicate;

/// Vectors row by row, side by side in memory, each with a last feature of 1 for the bias. Not to be changed; read by
/// many threads.
final class Matrix {

    /// Where each row begins in the other two, and where one would that followed the last.
    private final int[] starts;

    private final int[] features;
    private final float[] values;
    private final int columns;

    private Matrix(int[] starts, int[] features, float[] values, int columns) {
        this.starts = starts;
        this.features = features;
        this.values = values;
        this.columns = columns;
    }

    /// @param known how many features there are
    /// @param taken those that are to be there
    static Matrix of(List<Vector> vectors, int known, IntPredicate taken) {
        var places = vectors.stream()
                .mapToInt(vector -> vector.features().length + 1)
                .sum();
        var matrix = new Matrix(new int[vectors.size() + 1], new int[places], new float[places], known + 1);
        var at = 0;
        for (int row = 0; row < vectors.size(); row++) {
            var vector = vectors.get(row);
            for (int i = 0; i < vector.features().length; i++) {
                if (taken.test(vector.features()[i])) {
                    at = matrix.put(at, vector.features()[i], vector.values()[i]);
                }
            }
            at = matrix.put(at, known, 1);
            matrix.starts[row + 1] = at;
        }
        return matrix;
    }

    private int put(int at, int feature, float value) {
        features[at] = feature;
        values[at] = value;
        return at + 1;
    }

    int rows() {
        return starts.length - 1;
    }

    int columns() {
        return columns;
    }

    /// For each column in how many of some rows it is.
    int[] counts(IntPredicate counted) {
        var counts = new int[columns];
        for (int row = 0; row < rows(); row++) {
            if (counted.test(row)) {
                for (int at = starts[row]; at < starts[row + 1]; at++) {
                    counts[features[at]]++;
                }
            }
        }
        return counts;
    }

    /// @param scales one for each column
    Matrix scaled(double[] scales) {
        var scaled = new Matrix(starts, features, values.clone(), columns);
        for (int at = 0; at < starts[rows()]; at++) {
            scaled.values[at] *= (float) scales[features[at]];
        }
        return scaled;
    }

    double times(int row, double[] weights) {
        double even = 0;
        double odd = 0;
        int at = starts[row];
        int end = starts[row + 1];
        for (; at + 1 < end; at += 2) {
            even += weights[features[at]] * values[at];
            odd += weights[features[at + 1]] * values[at + 1];
        }
        return at < end ? even + odd + weights[features[at]] * values[at] : even + odd;
    }

    void add(int row, double scale, double[] weights) {
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            weights[features[at]] += scale * values[at];
        }
    }

    double square(int row) {
        double square = 0;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            square += values[at] * values[at];
        }
        return square;
    }
}
