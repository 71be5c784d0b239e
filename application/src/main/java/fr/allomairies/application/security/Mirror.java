package fr.allomairies.application.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What the database says, read from memory: a change made here is seen at once, one of another node within a second.
/// While the database is away, what was last known holds: nobody can change it then. Safe for many threads.
final class Mirror<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Loaded<T>(T content, long at) {}

    private final Supplier<T> source;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Loaded<T> loaded;

    Mirror(Supplier<T> source) {
        this.source = source;
    }

    T get() {
        var known = loaded;
        if (known == null) {
            return refreshed();
        }
        // one reader refreshes for all
        if (System.nanoTime() - known.at <= FRESH || !refreshing.compareAndSet(false, true)) {
            return known.content;
        }
        try {
            return refreshed();
        } catch (DataAccessException e) {
            warn(e);
            return known.content;
        } finally {
            refreshing.set(false);
        }
    }

    /// Of two that read at the same time, the one that began later has the last word.
    private T refreshed() {
        var at = System.nanoTime();
        var fresh = new Loaded<>(source.get(), at);
        synchronized (this) {
            var known = loaded;
            if (known == null || known.at <= at) {
                loaded = fresh;
            }
        }
        return fresh.content;
    }

    /// Called in a transaction that changes what is mirrored.
    void refreshAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    refreshed();
                } catch (DataAccessException e) {
                    warn(e);
                }
            }
        });
    }

    private static void warn(DataAccessException e) {
        LOG.atWarn().addKeyValue("cause", e.getMessage()).log("accounts-not-refreshed");
    }
}
