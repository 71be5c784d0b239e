package fr.allomairies.routing.staffing;

import java.time.Duration;

/// What the positions must be enough for, all of it.
///
/// @param serviceLevel above 0 and below 1, by rule A of the dictionary of measures
/// @param within what "in time" means
/// @param shortAbandon who leaves sooner is not counted; nothing to count everybody
/// @param maxOccupancy above 0; 1 for no limit
/// @param maxAbandonment above 0; 1 for no limit
public record Target(
        double serviceLevel, Duration within, Duration shortAbandon, double maxOccupancy, double maxAbandonment) {

    public Target {
        if (!(serviceLevel > 0 && serviceLevel < 1)) {
            throw new IllegalArgumentException("a service level is above 0 and below 1, was: " + serviceLevel);
        }
        Durations.requireNotNegative("the time to answer", within);
        Durations.requireNotNegative("the short abandon", shortAbandon);
        requireShare("the highest occupancy", maxOccupancy);
        requireShare("the highest abandonment", maxAbandonment);
    }

    /// Everybody counts, and nothing else is asked for.
    public static Target of(double serviceLevel, Duration within) {
        return new Target(serviceLevel, within, Duration.ZERO, 1, 1);
    }

    public boolean isMetBy(QueueModel model) {
        return model.serviceLevel(within, shortAbandon) >= serviceLevel
                && model.occupancy() <= maxOccupancy
                && model.abandonment() <= maxAbandonment;
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is above 0 and at most 1, was: " + share);
        }
    }
}
