package fr.allomairies.workspace.board.forecast;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One channel on a day that is over.
///
/// @param arrivals contacts that entered the queue, by quarter hour of the clock on the wall: where it struck
///     twice the
/// mean of both, and nothing where it was put forward
/// @param present how many agents were signed in on average, in the same way; of all channels
/// @param handled contacts finished by agents
/// @param handleTime in seconds; absent when none was finished
/// @param waited of all who were answered or left, together
/// @param abandoned who left
public record PastDay(
        LocalDate date,
        Map<LocalTime, Double> arrivals,
        Map<LocalTime, Double> present,
        int handled,
        @Nullable Double handleTime,
        Duration waited,
        int abandoned) {

    public PastDay {
        arrivals = Map.copyOf(arrivals);
        present = Map.copyOf(present);
    }

    double total() {
        return arrivals.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
