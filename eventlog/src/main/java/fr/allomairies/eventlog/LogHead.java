package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads each event once when nobody can write before it any more, keeps the last of them, and wakes those who wait.
///
/// A commit of this node is seen at once, one of another node at the latest after [#OTHERS]. The head never goes back,
/// so a reader may keep its position.
@Component
class LogHead implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);
    private static final Duration OTHERS = Duration.ofMillis(200);
    private static final int BATCH = 500;

    private final JdbcClient db;
    private final RecentEntries recent = new RecentEntries();
    private final EventCodec codec = new EventCodec();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private final List<Wish> wishes = new ArrayList<>();
    private boolean pending = true;
    private long settled;
    private volatile long position;
    private volatile boolean running;

    /// Of one who sleeps through what it does not want.
    private record Wish(Predicate<Event> wants, Condition came) {}

    LogHead(JdbcClient db) {
        this.db = db;
    }

    long position() {
        return position;
    }

    /// Up to the head.
    List<LogEntry> read(long after, int limit) {
        var head = position;
        return after >= head ? List.of() : recent.read(after, limit).orElseGet(() -> stored(after, head, limit));
    }

    /// Whether it was committed or rolled back: either may be what others wait for.
    void somethingWasWritten() {
        lock.lock();
        try {
            pending = true;
            committed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitBeyond(long known, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lock();
        try {
            while (position <= known && left > 0) {
                left = moved.awaitNanos(left);
            }
            return position > known;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the log has moved beyond that position already, else when something comes that is wanted, else when
    /// patience is at an end.
    void awaitWanted(long known, Predicate<Event> wants, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            if (position > known) {
                return;
            }
            var wish = new Wish(wants, lock.newCondition());
            wishes.add(wish);
            try {
                var _ = wish.came.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                wishes.remove(wish);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        begin();
        running = true;
        // everybody waits for it: it does not stand in line behind the virtual threads that compute
        Thread.ofPlatform().name("log-head").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        somethingWasWritten();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before every follower, and stopped after them.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }

    private void run() {
        while (running) {
            try {
                awaitWriter();
                lookOn();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("log-unreadable");
                pause();
            }
        }
    }

    private void awaitWriter() throws InterruptedException {
        lock.lock();
        try {
            if (!pending) {
                var _ = committed.await(OTHERS.toMillis(), TimeUnit.MILLISECONDS);
            }
            pending = false;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        settled = settled();
        position = db.sql("select coalesce(max(position), 0) from event_log where position <= ?")
                .param(settled)
                .query(Long.class)
                .single();
        recent.beginAfter(position);
    }

    private void lookOn() {
        var now = settled();
        while (settled < now) {
            var news = stored(position, now, BATCH);
            if (news.size() < BATCH) {
                settled = now;
            }
            if (!news.isEmpty()) {
                recent.add(news);
                moveOn(news);
            }
        }
    }

    /// A statement of its own, before that which reads the rows: see the function.
    private long settled() {
        return db.sql("select event_log_settled()").query(Long.class).single();
    }

    private List<LogEntry> stored(long after, long last, int limit) {
        return db.sql("""
                        select position, type, payload from event_log
                        where position > ? and position <= ? order by position limit ?
                        """)
                .params(after, last, limit)
                .query((row, _) -> new LogEntry(
                        row.getLong("position"), codec.read(row.getString("type"), row.getString("payload"))))
                .list();
    }

    private void moveOn(List<LogEntry> news) {
        lock.lock();
        try {
            position = news.getLast().position();
            moved.signalAll();
            for (var wish : wishes) {
                if (news.stream().anyMatch(entry -> wish.wants.test(entry.event()))) {
                    wish.came.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(OTHERS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
