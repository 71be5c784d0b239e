package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Hands on when routing last turned. The line judges by that time alone how old it is, so that a timer which outlives
/// routing proves nothing, and one that is late does no harm.
@Component
final class Heartbeat implements Runnable {

    static final Duration EVERY = Duration.ofSeconds(1);

    private final Routing routing;
    private final Line line;

    Heartbeat(Routing routing, Line line) {
        this.routing = routing;
        this.line = line;
    }

    @Override
    public void run() {
        line.beat(routing.lastTurn());
    }
}
