package fr.allomairies.workspace.board.forecast;

import java.util.List;

/// How many will come, and between what and what in four cases of five.
public record Expectation(double mean, double low, double high) {

    /// Of the normal distribution, for 80 %.
    private static final double QUANTILE = 1.2816;

    static final Expectation NOBODY = new Expectation(0, 0, 0);

    /// Counts that are odd beside the median are left out; the forecast is the weighted mean of the others, which
    /// for small counts is nearer to the truth than the median itself. The range holds the scatter of a new count
    /// and the doubt about the mean.
    static Expectation of(List<Sample> counts) {
        if (counts.isEmpty()) {
            return NOBODY;
        }
        var median = Sample.median(counts);
        var reach = Sample.reach(counts);
        var usual = counts.stream()
                .filter(count -> Math.abs(count.value() - median) <= reach)
                .toList();
        var mean = Sample.mean(usual);
        var variance = Math.max(mean, Sample.variance(usual)) * (1 + 1 / Sample.size(usual));
        var half = QUANTILE * Math.sqrt(variance);
        return new Expectation(mean, Math.max(0, mean - half), mean + half);
    }
}
