package fr.allomairies.bench.routing;

import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import java.util.ArrayList;
import java.util.List;

/// The longest way back: everything that made a log of so many events is told to a new engine. The events are those
/// that the engine decides and the queueing of each contact. The product itself takes the shorter way, from the state
/// in its tables.
final class Restart {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Command> commands = new ArrayList<>();
    private RoutingState expected = RoutingState.EMPTY;
    private int events;

    private Restart() {}

    static Restart from(int logSize) {
        var restart = new Restart();
        var before = new Indexed(restart::note);
        while (restart.events < logSize) {
            before.turn();
        }
        restart.expected = before.engine.state();
        return restart;
    }

    private void note(Command command, Step step) {
        commands.add(command);
        events += step.decisions().size() + (command instanceof QueueContact ? 1 : 0);
    }

    /// @throws IllegalStateException if anything is other than before
    double seconds() {
        var begun = System.nanoTime();
        var engine = new RoutingEngine(Town.RULES, RoutingState.EMPTY);
        commands.forEach(engine::on);
        var seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
        if (!engine.state().equals(expected)) {
            throw new IllegalStateException("the restarted engine is not where the first one was");
        }
        return seconds;
    }
}
