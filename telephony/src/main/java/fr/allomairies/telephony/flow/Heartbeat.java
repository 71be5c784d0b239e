package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import java.time.Clock;
import java.time.Duration;

/// Beats while routing turns, not while we do: callers of a dead routing are better off in the line's own queue.
final class Heartbeat implements Runnable {

    static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(4);

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
        if (routing.lastTurn().plus(DEAD_AFTER).isAfter(clock.instant())) {
            line.beat();
        }
    }
}
