package fr.allomairies.ticketing.elasticsearch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at Elasticsearch every few seconds. Where it has no index, one is made.
final class IndexWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWatch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 3;

    private final TicketIndex index;
    private final IndexBuild build;
    private final IndexFollower follower;
    private volatile Seen seen = Seen.AWAY;
    private volatile boolean running;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Instant rested = Instant.MIN;

    IndexWatch(TicketIndex index, IndexBuild build, IndexFollower follower) {
        this.index = index;
        this.build = build;
        this.follower = follower;
    }

    boolean isServing() {
        return standing() == Standing.SERVING;
    }

    Standing standing() {
        return switch (seen) {
            case AWAY -> Standing.AWAY;
            case NO_INDEX -> Standing.BUILDING;
            case INDEX -> follower.isBehind() ? Standing.BEHIND : Standing.SERVING;
        };
    }

    /// Somebody has asked it in vain. Once is no outage; several times in a row, and nobody else is to wait for it
    /// for a while.
    void failed() {
        if (failures.incrementAndGet() >= MOST_FAILURES) {
            failures.set(0);
            rested = Instant.now().plus(REST);
            found(Seen.AWAY);
        }
    }

    void answered() {
        failures.set(0);
    }

    private void look() {
        if (Instant.now().isBefore(rested)) {
            return;
        }
        try {
            follower.look();
            var searched = index.searched();
            if (searched.isEmpty()) {
                build.startAgain();
            } else if (index.all().size() > 1) {
                build.deleteLeftovers();
            }
            found(searched.isEmpty() ? Seen.NO_INDEX : Seen.INDEX);
        } catch (RuntimeException _) {
            found(Seen.AWAY);
        }
    }

    private void found(Seen now) {
        var before = seen;
        seen = now;
        if (before != now) {
            LOG.atInfo().addKeyValue("elasticsearch", now).log("search-index");
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("search-index-watch").start(this::run);
    }

    private void run() {
        while (running) {
            look();
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private enum Seen {
        AWAY,
        NO_INDEX,
        INDEX
    }

    /// Only in the first of them Elasticsearch is asked, else PostgreSQL.
    enum Standing {
        SERVING,
        /// It is there, and what happened while it was not is being written.
        BEHIND,
        /// Its first index is being made.
        BUILDING,
        AWAY
    }
}
