package fr.allomairies.testkit;

/// How many random days a simulation tries: as many as usual, or the percentage of them that `-Drandom.days` says, for
/// a quick look (5) or a long night (10000).
public final class RandomDays {

    private RandomDays() {}

    /// At least one.
    public static int of(int usual) {
        return (int) Math.max(1, (long) usual * Integer.getInteger("random.days", 100) / 100);
    }
}
