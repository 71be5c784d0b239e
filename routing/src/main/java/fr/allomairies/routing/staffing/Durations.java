package fr.allomairies.routing.staffing;

import java.time.Duration;

/// Times as the formulas take them, in seconds.
final class Durations {

    private static final double NANOS_PER_SECOND = 1e9;

    private Durations() {}

    static double seconds(Duration time) {
        return time.toSeconds() + time.toNanosPart() / NANOS_PER_SECOND;
    }

    static void requirePositive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(name + " is longer than nothing, was: " + time);
        }
    }

    static void requireNotNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + " is not negative, was: " + time);
        }
    }
}
