package fr.allomairies.eventlog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// One follower's thread: wait until there is something that it wants, lock the cursor, hand over a batch, move the
/// cursor, commit.
final class FollowerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);
    private static final int BATCH = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private static final long UNKNOWN = -1;

    private final LogFollower follower;
    private final LogHead log;
    private final Cursors cursors;
    private final TransactionTemplate transaction;
    private volatile boolean running;
    private @Nullable Thread thread;
    private int batch = BATCH;
    private long position;
    private long stored = UNKNOWN;
    private long looked;

    FollowerLoop(LogFollower follower, LogHead log, Cursors cursors, TransactionTemplate transaction) {
        this.follower = follower;
        this.log = log;
        this.cursors = cursors;
        this.transaction = transaction;
    }

    void start() {
        running = true;
        // a handful that speak to the database all day: a virtual thread pays for each answer it waits for
        thread =
                Thread.ofPlatform().name("follower-" + follower.name()).daemon().start(this::run);
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
        while (running) {
            try {
                if (!begun) {
                    follower.starting();
                    begun = true;
                }
                var before = position;
                follow();
                failures = 0;
                batch = Math.min(BATCH, 2 * batch);
                if (position != before) {
                    Thread.sleep(follower.rest());
                }
                log.awaitWanted(position, follower::wants, PATIENCE);
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

    private void follow() {
        if (stored == UNKNOWN || System.nanoTime() - looked > PATIENCE.toNanos() || !passOver()) {
            position = transaction.execute(_ -> handOver());
            stored = position;
            looked = System.nanoTime();
        }
    }

    /// Returns false when it has come to something that is wanted. The cursor is moved, and looked at, at the latest
    /// when patience is at an end.
    private boolean passOver() {
        var news = log.read(position, BATCH);
        if (news.stream().anyMatch(entry -> follower.wants(entry.event()))) {
            return false;
        }
        position = news.isEmpty() ? position : news.getLast().position();
        return true;
    }

    /// Goes on from the cursor, wherever another node or somebody's hand has moved it, else from where it was.
    private Long handOver() {
        var cursor = cursors.lock(follower.name());
        var reached = cursor == stored ? position : cursor;
        var news = log.read(reached, batch);
        var wanted =
                news.stream().filter(entry -> follower.wants(entry.event())).toList();
        if (!wanted.isEmpty()) {
            handOver(wanted);
        }
        reached = news.isEmpty() ? reached : news.getLast().position();
        if (reached != cursor) {
            cursors.move(follower.name(), reached);
        }
        return reached;
    }

    private void handOver(List<LogEntry> entries) {
        try {
            follower.on(entries);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "from log position " + entries.getFirst().position(), e);
        }
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
