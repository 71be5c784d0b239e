package fr.allomairies.routing.flow;

import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.Command;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A command on its way into the lane, which gives it its time.
///
/// @param report whether it tells what has happened outside, and so must not be lost when it cannot be carried out now
/// @param reply completed when the command is decided and stored, or refused; who no longer waits completes it, and the
///     command is then not carried out unless it is a report
record LaneInput(
        Function<Instant, ? extends Command> command, boolean report, CompletableFuture<Optional<Refusal>> reply) {

    static LaneInput command(Function<Instant, ? extends Command> command) {
        return new LaneInput(command, false, new CompletableFuture<>());
    }

    static LaneInput report(Function<Instant, ? extends Command> command) {
        return new LaneInput(command, true, new CompletableFuture<>());
    }

    boolean isWanted() {
        return report || !reply.isDone();
    }

    void answer(Optional<Refusal> refusal) {
        reply.complete(refusal);
    }
}
