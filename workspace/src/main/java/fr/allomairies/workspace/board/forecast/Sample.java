package fr.allomairies.workspace.board.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A value that counts for more or less than others.
record Sample(double value, double weight) {

    /// Makes of the median distance what the standard deviation of a normal distribution is.
    private static final double TO_DEVIATION = 1.4826;

    /// What is further from the median than three deviations is odd (F. R. Hampel, "The influence curve and its role
    /// in robust estimation", 1974).
    private static final double ODD = 3;

    static double median(List<Sample> samples) {
        var half = sum(samples, Sample::weight) / 2;
        var seen = 0.0;
        for (var sample : samples.stream()
                .sorted(Comparator.comparingDouble(Sample::value))
                .toList()) {
            seen += sample.weight;
            if (seen >= half) {
                return sample.value;
            }
        }
        return 0;
    }

    static double mean(List<Sample> samples) {
        return samples.isEmpty()
                ? 0
                : sum(samples, sample -> sample.value * sample.weight) / sum(samples, Sample::weight);
    }

    static double variance(List<Sample> samples) {
        var mean = mean(samples);
        return mean(samples.stream()
                .map(sample -> new Sample((sample.value - mean) * (sample.value - mean), sample.weight))
                .toList());
    }

    /// As how many of equal weight they count (L. Kish, "Survey Sampling", 1965).
    static double size(List<Sample> samples) {
        var all = sum(samples, Sample::weight);
        return all * all / sum(samples, sample -> sample.weight * sample.weight);
    }

    /// How far a count may be from the median before it is odd. Counts of people who know nothing of each other
    /// differ by the root of their mean without anything being odd.
    static double reach(List<Sample> samples) {
        var median = median(samples);
        var distances = samples.stream()
                .map(sample -> new Sample(Math.abs(sample.value - median), sample.weight))
                .toList();
        return ODD * Math.max(TO_DEVIATION * median(distances), Math.sqrt(Math.max(median, 1)));
    }

    private static double sum(List<Sample> samples, ToDoubleFunction<Sample> of) {
        return samples.stream().mapToDouble(of).sum();
    }
}
