package fr.allomairies.routing.staffing;

import java.time.Duration;

/// Work that comes in at random and at a steady rate.
///
/// @param arrivals contacts in one interval, on average; above 0
/// @param interval above 0
/// @param handleTime talk, hold and wrap-up of one contact, on average; above 0
public record Load(double arrivals, Duration interval, Duration handleTime) {

    public Load {
        if (!(arrivals > 0) || Double.isInfinite(arrivals)) {
            throw new IllegalArgumentException("arrivals are a number above 0, were: " + arrivals);
        }
        Durations.requirePositive("the interval", interval);
        Durations.requirePositive("the handle time", handleTime);
    }

    public double arrivalsPerSecond() {
        return arrivals / Durations.seconds(interval);
    }

    /// The offered load: how many people would be busy on average if nobody ever waited.
    public double erlangs() {
        return arrivalsPerSecond() * Durations.seconds(handleTime);
    }
}
