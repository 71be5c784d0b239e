package fr.allomairies.eventlog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// One follower's thread: wait, lock the cursor, hand over a batch, move the cursor, commit.
final class FollowerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final LogFollower follower;
    private final EventLog log;
    private final Cursors cursors;
    private final TransactionTemplate transaction;
    private volatile boolean running;
    private @Nullable Thread thread;
    private int batch = BATCH;

    FollowerLoop(LogFollower follower, EventLog log, Cursors cursors, TransactionTemplate transaction) {
        this.follower = follower;
        this.log = log;
        this.cursors = cursors;
        this.transaction = transaction;
    }

    void start() {
        running = true;
        thread = Thread.ofVirtual().name("follower-" + follower.name()).start(this::run);
    }

    /// After the batch in hand.
    void stopSoon() {
        running = false;
    }

    /// Interrupts the batch in hand only when it takes too long.
    void awaitStop() {
        var stopping = thread;
        if (stopping == null) {
            return;
        }
        try {
            if (!stopping.join(STOP_WITHIN)) {
                stopping.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var failures = 0;
        var begun = false;
        var position = 0L;
        while (running) {
            try {
                if (!begun) {
                    follower.starting();
                    begun = true;
                }
                position = transaction.execute(_ -> follow());
                failures = 0;
                batch = BATCH;
                var _ = log.awaitBeyond(position, PATIENCE);
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                // one by one, so that the entries before the one that fails are done
                batch = 1;
                failures++;
                LOG.atWarn()
                        .addKeyValue("follower", follower.name())
                        .addKeyValue("after", position)
                        .addKeyValue("failures", failures)
                        .setCause(e)
                        .log("follower-failed");
                pause(failures);
            }
        }
    }

    private Long follow() {
        var start = cursors.lock(follower.name());
        var position = start;
        for (var entry : log.read(position, batch)) {
            try {
                follower.on(entry);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("at log position " + entry.position(), e);
            }
            position = entry.position();
        }
        if (position > start) {
            cursors.move(follower.name(), position);
        }
        return position;
    }

    private void pause(int failures) {
        var millis = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 10));
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            running = false;
        }
    }
}
