package fr.allomairies.workspace.trial;

/// Fisher's exact test of two shares: how likely two ways that do equally well differ by as much, or more.
final class Chance {

    /// Differences less likely are taken for more than chance. Several figures are looked at, again and again, and some
    /// of them would be below one in twenty by chance alone.
    private static final double RARE = 0.01;

    /// With fewer on one side nothing is said.
    private static final int LEAST = 30;

    private static final double TIES = 1 + 1e-7;

    private Chance() {}

    enum Verdict {
        TOO_FEW,
        CHANCE,
        MORE_THAN_CHANCE
    }

    static Verdict of(int some, int of, int others, int ofOthers) {
        if (Math.min(of, ofOthers) < LEAST) {
            return Verdict.TOO_FEW;
        }
        return probability(some, of, others, ofOthers) < RARE ? Verdict.MORE_THAN_CHANCE : Verdict.CHANCE;
    }

    /// @return 0 to 1
    static double probability(int some, int of, int others, int ofOthers) {
        var all = of + ofOthers;
        var hits = some + others;
        var logs = logarithmsOfFactorials(all);
        var observed = logarithm(some, of, hits, all, logs);
        double sum = 0;
        for (int one = Math.max(0, hits - ofOthers); one <= Math.min(of, hits); one++) {
            var ways = logarithm(one, of, hits, all, logs);
            if (ways <= observed + Math.log(TIES)) {
                sum += Math.exp(ways);
            }
        }
        return Math.min(1, sum);
    }

    /// Of the probability that so many of all hits fall on the one side.
    private static double logarithm(int one, int of, int hits, int all, double[] logs) {
        return choices(of, one, logs) + choices(all - of, hits - one, logs) - choices(all, hits, logs);
    }

    private static double choices(int of, int chosen, double[] logs) {
        return logs[of] - logs[chosen] - logs[of - chosen];
    }

    private static double[] logarithmsOfFactorials(int most) {
        var logs = new double[most + 1];
        for (int i = 2; i <= most; i++) {
            logs[i] = logs[i - 1] + Math.log(i);
        }
        return logs;
    }
}
