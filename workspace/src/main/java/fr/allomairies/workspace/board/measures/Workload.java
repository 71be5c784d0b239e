package fr.allomairies.workspace.board.measures;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// @param busy contact and wrap-up
/// @param present the same with the time available; pauses are out, and a phone that rings is available
public record Workload(Duration busy, Duration present) {

    /// busy / present; absent for who was never there.
    public @Nullable Double occupancy() {
        return present.toMillis() == 0 ? null : (double) busy.toMillis() / present.toMillis();
    }
}
