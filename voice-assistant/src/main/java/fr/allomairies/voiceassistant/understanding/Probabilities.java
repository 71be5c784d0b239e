package fr.allomairies.voiceassistant.understanding;

/// Scores made into probabilities.
final class Probabilities {

    private Probabilities() {}

    /// Of the first `count` scores; their sum is 1.
    static double[] of(double[] scores, int count, double sharpness) {
        var highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, scores[i]);
        }
        var probabilities = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            probabilities[i] = Math.exp((scores[i] - highest) * sharpness);
            sum += probabilities[i];
        }
        for (int i = 0; i < count; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    static double ofOne(double score) {
        return 1 / (1 + Math.exp(-score));
    }
}
