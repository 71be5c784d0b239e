package fr.allomairies.voiceassistant.understanding;

/// How much each column tells of yes or no: what stands as often on both sides is heard a little, what stands on one
/// alone much, so that a sentence is judged by few words rather than by all of them. Wang and Manning, *Baselines and
/// bigrams*, 2012.
final class Telling {

    private static final double LEAST = 0.25;
    private static final double MOST = 3;

    private Telling() {}

    /// @return one for each column; the last, the bias, stays as it is
    static double[] of(Matrix rows, boolean[] yes) {
        var with = rows.counts(row -> yes[row]);
        var without = rows.counts(row -> !yes[row]);
        var bias = rows.columns() - 1;
        var telling = new double[rows.columns()];
        for (int column = 0; column < bias; column++) {
            var oddsWith = (with[column] + 1.0) / (with[bias] + 2);
            var oddsWithout = (without[column] + 1.0) / (without[bias] + 2);
            telling[column] = LEAST + Math.min(MOST, Math.abs(Math.log(oddsWith / oddsWithout)));
        }
        telling[bias] = 1;
        return telling;
    }
}
