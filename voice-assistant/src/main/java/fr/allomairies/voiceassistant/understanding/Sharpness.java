package fr.allomairies.voiceassistant.understanding;

import java.util.List;

/// How sure a model may be: what one that has not seen a fifth of the examples says of that fifth must come true as
/// often as it says.
final class Sharpness {

    private static final int PARTS = 5;
    private static final double LEAST = 0.25;
    private static final double MOST = 16;

    private Sharpness() {}

    /// Whether the example of that number is among those that are not seen.
    static boolean isUnseen(int example) {
        return example % PARTS == 0;
    }

    /// @param scores for each category, by a model that has not seen the example
    /// @param right position of its category
    record Scored(double[] scores, int right) {}

    static float of(List<Scored> unseen) {
        return unseen.isEmpty() ? 1 : (float) best(unseen);
    }

    /// The surprise has one valley: halve the interval until it is narrow.
    private static double best(List<Scored> scored) {
        double low = LEAST;
        double high = MOST;
        while (high - low > 0.02) {
            var left = low + (high - low) / 3;
            var right = high - (high - low) / 3;
            if (surprise(scored, left) < surprise(scored, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private static double surprise(List<Scored> scored, double sharpness) {
        return scored.parallelStream()
                .mapToDouble(one ->
                        -Math.log(Probabilities.of(one.scores(), one.scores().length, sharpness)[one.right()] + 1e-12))
                .sum();
    }
}
