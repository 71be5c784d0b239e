package fr.allomairies.bench.simulation;

/// The mean of values that depend on those before them, with a confidence interval: values are taken together in
/// batches so long that the batches' means hardly depend on each other (A. M. Law, "Simulation Modeling and
/// Analysis", § 9.5.3).
public final class BatchMeans {

    public static final int BATCHES = 30;

    /// Student's t with 29 degrees of freedom, two-sided, 99.9 %.
    public static final double T = 3.659;

    private final long batch;
    private long count;
    private double sum;
    private double sumOfMeans;
    private double sumOfSquares;
    private int batches;

    /// @param batch values in each
    public BatchMeans(long batch) {
        this.batch = batch;
    }

    /// Values beyond the last batch are passed over.
    public void add(double value) {
        if (batches < BATCHES) {
            sum += value;
            if (++count == batch) {
                close();
            }
        }
    }

    private void close() {
        var mean = sum / batch;
        sumOfMeans += mean;
        sumOfSquares += mean * mean;
        batches++;
        count = 0;
        sum = 0;
    }

    public long size() {
        return batches * batch;
    }

    public double mean() {
        return sumOfMeans / batches;
    }

    /// With 99.9 % confidence the true mean is at most so far away.
    public double halfWidth() {
        var variance = Math.max(0, (sumOfSquares - batches * mean() * mean()) / (batches - 1));
        return T * Math.sqrt(variance / batches);
    }
}
