package fr.allomairies.routing.staffing;

/// The share of paid time in which people are not at their position: leave, training, breaks, meetings.
///
/// @param share 0 or more, below 1
public record Shrinkage(double share) {

    /// 14 / (1 − 0.3) is 20, also where floating point makes a little more of it.
    private static final double ROUNDING = 1e-9;

    public Shrinkage {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("shrinkage is 0 or more and below 1, was: " + share);
        }
    }

    /// How many people must be on the roster for so many positions.
    public int rosterFor(int positions) {
        return (int) Math.ceil(positions / (1 - share) - ROUNDING);
    }
}
