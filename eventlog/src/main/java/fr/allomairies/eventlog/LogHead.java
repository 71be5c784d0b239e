package fr.allomairies.eventlog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Numbers what has been committed, and wakes those who wait for it.
///
/// A commit of this node is numbered at once; one of another node at the latest after [#OTHERS], or sooner by that
/// node itself. A position once given stands for ever, so a reader may keep it.
@Component
class LogHead implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);
    private static final Duration OTHERS = Duration.ofMillis(200);

    private final JdbcClient db;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private boolean pending = true;
    private volatile long position;
    private volatile boolean running;

    LogHead(JdbcClient db) {
        this.db = db;
    }

    long position() {
        return position;
    }

    void somethingWasCommitted() {
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

    @Override
    public void start() {
        number();
        running = true;
        Thread.ofVirtual().name("log-head").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        somethingWasCommitted();
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
                awaitCommit();
                number();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("log-numbering-failed");
                pause();
            }
        }
    }

    private void awaitCommit() throws InterruptedException {
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

    private void number() {
        long head = db.sql("select event_log_number()").query(Long.class).single();
        lock.lock();
        try {
            position = head;
            moved.signalAll();
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
