package fr.allomairies.voiceassistant;

import java.time.Duration;

/// When the assistant takes what it heard for certain, and when it gives up.
///
/// @param sure probability from which a matter is said back and gone on with, 0.5 to 0.95
/// @param oneOfTwo probability of the likeliest two together from which they are offered by number, 0.3 to 0.95
/// @param failures questions that come to nothing, in all, until a person goes on, 1 to 3
/// @param longWait from which a caller is asked whether he would rather be called back, 1 to 15 minutes
public record Thresholds(double sure, double oneOfTwo, int failures, Duration longWait) {

    public static final Thresholds SHIPPED = new Thresholds(0.7, 0.5, 2, Duration.ofMinutes(3));

    public static final double LEAST_SURE = 0.5;
    public static final double LEAST_ONE_OF_TWO = 0.3;
    public static final double MOST_SURE = 0.95;
    public static final int MOST_FAILURES = 3;
    public static final int LONGEST_MINUTES = 15;

    /// @throws IllegalArgumentException when one is out of its bounds
    public Thresholds {
        if (!(sure >= LEAST_SURE && sure <= MOST_SURE)
                || !(oneOfTwo >= LEAST_ONE_OF_TWO && oneOfTwo <= MOST_SURE)
                || failures < 1
                || failures > MOST_FAILURES
                || longWait.compareTo(Duration.ofMinutes(1)) < 0
                || longWait.compareTo(Duration.ofMinutes(LONGEST_MINUTES)) > 0) {
            throw new IllegalArgumentException(
                    "out of bounds: " + sure + ", " + oneOfTwo + ", " + failures + ", " + longWait);
        }
    }
}
