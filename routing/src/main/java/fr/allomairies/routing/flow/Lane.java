package fr.allomairies.routing.flow;

import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What the lane's thread does, one input after the other. It survives whatever happens to the database, says once that
/// it waits and once that it goes on, and keeps reports until they can be carried out.
final class Lane {

    static final Refusal UNAVAILABLE =
            new Refusal("routing-unavailable", "routing cannot decide now; nothing was changed, try again");

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Dispatcher dispatcher;
    private final Clock clock;
    private final Deque<LaneInput> kept = new ArrayDeque<>();
    private volatile boolean leading;
    private volatile boolean newlyLeading;
    private volatile Instant lastTurn = Instant.EPOCH;
    private Instant lastTime = Instant.EPOCH;
    private boolean waiting;

    Lane(Dispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /// From now on this lane decides; what it knew from an earlier time may be outdated.
    void lead() {
        newlyLeading = true;
        leading = true;
    }

    void follow() {
        leading = false;
    }

    boolean isLeading() {
        return leading;
    }

    Instant lastTurn() {
        return lastTurn;
    }

    void on(LaneInput input) {
        if (!input.isWanted()) {
            return;
        }
        if (!leading) {
            putOff(input);
            return;
        }
        if (newlyLeading) {
            newlyLeading = false;
            dispatcher.forget();
        }
        if (input.report()) {
            kept.addLast(input);
            catchUp();
        } else if (catchUp()) {
            take(input);
        } else {
            putOff(input);
        }
    }

    /// Reports first, in the order in which they came.
    private boolean catchUp() {
        while (!kept.isEmpty()) {
            if (!take(kept.getFirst())) {
                kept.getFirst().answer(Optional.of(UNAVAILABLE));
                return false;
            }
            kept.removeFirst();
        }
        return true;
    }

    /// Returns whether the input is done with.
    private boolean take(LaneInput input) {
        try {
            input.answer(dispatcher.dispatch(command(input)));
            goOn();
        } catch (DataAccessException | TransactionException e) {
            await(e);
            if (!input.report()) {
                input.answer(Optional.of(UNAVAILABLE));
            }
            return false;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("routing-command-failed");
            input.reply().completeExceptionally(e);
        }
        return true;
    }

    private void putOff(LaneInput input) {
        if (input.report()) {
            kept.addLast(input);
        }
        input.answer(Optional.of(UNAVAILABLE));
    }

    /// Time does not go back, whatever the clock of the machine does, and is as fine as the database keeps it.
    private Command command(LaneInput input) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastTime = now.isAfter(lastTime) ? now : lastTime;
        return input.command().apply(lastTime);
    }

    private void goOn() {
        lastTurn = clock.instant();
        if (waiting) {
            waiting = false;
            LOG.atInfo().log("routing-goes-on");
        }
    }

    private void await(RuntimeException cause) {
        if (!waiting) {
            waiting = true;
            LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("routing-waits");
        }
    }
}
