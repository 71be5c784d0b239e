package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.ticketing.store.SearchDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the index anew from the log: every ticket that was opened in it, as it is now. The old one is searched, and
/// kept up to date, until the new one is whole.
final class IndexBuild {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 5;

    private final TicketIndex index;
    private final SearchDocuments documents;
    private final EventLog log;
    private final BuildLock lock;
    private final AtomicBoolean running = new AtomicBoolean();
    private int failures;
    private volatile Instant rested = Instant.MIN;
    private volatile Progress progress = new Progress(State.NONE, 0, 0, 0);

    IndexBuild(TicketIndex index, SearchDocuments documents, EventLog log, BuildLock lock) {
        this.index = index;
        this.documents = documents;
        this.log = log;
        this.lock = lock;
    }

    Progress progress() {
        return progress;
    }

    /// Like [#start], but after one that failed only when a pause is over that grows to minutes.
    void startAgain() {
        if (!Instant.now().isBefore(rested)) {
            start();
        }
    }

    /// Deletes what builds that came to no end have left, where none is going on.
    void deleteLeftovers() {
        lock.runAlone(index::deleteLeftovers);
    }

    /// In the background.
    ///
    /// @return false when one is being made
    boolean start() {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        progress = new Progress(State.RUNNING, 0, log.head(), 0);
        Thread.ofVirtual().name("search-index-build").start(this::run);
        return true;
    }

    private void run() {
        var before = progress;
        try {
            var built = lock.runAlone(() -> build(before.of()));
            progress = progress.in(built ? State.DONE : State.NONE);
            failures = 0;
            if (built) {
                LOG.atInfo().addKeyValue("tickets", progress.tickets()).log("search-index-built");
            }
        } catch (RuntimeException e) {
            progress = progress.in(State.FAILED);
            rested = Instant.now().plus(LONGEST_PAUSE.dividedBy(1L << Math.max(0, MOST_DOUBLINGS - failures)));
            failures++;
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("search-index-not-built");
        } finally {
            running.set(false);
        }
    }

    private void build(long before) {
        index.deleteLeftovers();
        var name = index.newName();
        var whole = false;
        try {
            index.create(name, before);
            fill(name, log.head());
            index.search(name);
            whole = true;
        } finally {
            if (!whole) {
                discard(name);
            }
        }
    }

    /// What is opened behind the head is written as every change is.
    private void fill(String name, long head) {
        var opened = new ArrayList<TicketId>();
        long position = 0;
        long tickets = 0;
        while (position < head) {
            var entries = log.read(position, BATCH);
            entries.forEach(entry -> collect(entry, opened));
            position = entries.isEmpty() ? head : entries.getLast().position();
            if (opened.size() >= BATCH || position >= head) {
                var version = log.head();
                opened.stream()
                        .gather(Gatherers.windowFixed(TicketIndex.LOT))
                        .forEach(lot -> index.write(List.of(name), documents.of(lot), version));
                tickets += opened.size();
                opened.clear();
            }
            progress = new Progress(State.RUNNING, Math.min(position, head), head, tickets);
        }
    }

    private static void collect(LogEntry entry, List<TicketId> opened) {
        if (entry.event() instanceof TicketOpened ticket) {
            opened.add(ticket.ticket());
        }
    }

    private void discard(String name) {
        try {
            if (!index.searched().equals(Optional.of(name))) {
                index.delete(name);
            }
        } catch (RuntimeException _) {
            LOG.atWarn().addKeyValue("index", name).log("search-index-left-behind");
        }
    }

    enum State {
        NONE,
        RUNNING,
        DONE,
        FAILED
    }

    /// @param position how far in the log
    /// @param of where it ends
    record Progress(State state, long position, long of, long tickets) {

        Progress in(State state) {
            return new Progress(state, position, of, tickets);
        }
    }
}
