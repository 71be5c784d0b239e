package fr.allomairies.bench.theory;

import fr.allomairies.bench.simulation.BatchMeans;
import fr.allomairies.routing.staffing.QueueModel;

/// One figure of a point, as theory has it and as it was simulated.
///
/// @param halfWidth of the confidence interval
/// @param told whether enough citizens waited for the error to say something
public record Measure(String name, double theory, double simulated, double halfWidth, boolean told) {

    private static final double ENOUGH = 1_000;

    /// Where hardly anybody waits, the batches may all be alike by chance: the interval is never narrower than for
    /// as many citizens who know nothing of each other.
    ///
    /// @param secondMoment by theory
    static Measure of(String name, double theory, double secondMoment, BatchMeans means, QueueModel model) {
        var contacts = (double) means.size();
        var narrowest = BatchMeans.T * Math.sqrt(secondMoment / contacts);
        return new Measure(
                name,
                theory,
                means.mean(),
                Math.max(means.halfWidth(), narrowest),
                model.delayProbability() * contacts >= ENOUGH);
    }

    public boolean agrees() {
        return Math.abs(simulated - theory) <= halfWidth;
    }

    double error() {
        return Math.abs(simulated - theory) / theory;
    }
}
