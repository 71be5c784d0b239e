package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Hands on when routing last turned. The line judges by that time alone how old it is, so that a timer which outlives
/// routing proves nothing, and one that is late does no harm.
@Component
final class Heartbeat implements Runnable {

    static final Duration EVERY = Duration.ofSeconds(1);
    /// Shorter than the line waits for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final long POLL_MILLIS = 50;

    private final Routing routing;
    private final Line line;
    private final Clock clock;

    Heartbeat(Routing routing, Line line, Clock clock) {
        this.routing = routing;
        this.line = line;
        this.clock = clock;
    }

    @Override
    public void run() {
        line.beat(routing.lastTurn());
    }

    /// Whether routing turned just now.
    boolean regular() {
        return routing.lastTurn().plus(LATE).isAfter(clock.instant());
    }

    /// Waits for a turn that began to count after the question, so that a lane which stopped a moment ago is not taken
    /// for alive.
    boolean turns() {
        var asked = clock.instant();
        while (!routing.lastTurn().isAfter(asked)) {
            if (Thread.currentThread().isInterrupted() || clock.instant().isAfter(asked.plus(PATIENCE))) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
        return true;
    }
}
