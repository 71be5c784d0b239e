package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.ticketing.store.SearchDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the index anew from the log: every ticket that was opened in it, as it is now. The old one is searched, and
/// kept up to date, until the new one is whole.
final class IndexBuild {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);
    private static final int BATCH = 500;

    private final TicketIndex index;
    private final SearchDocuments documents;
    private final EventLog log;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Progress progress = new Progress(State.NONE, 0, 0, 0);

    IndexBuild(TicketIndex index, SearchDocuments documents, EventLog log) {
        this.index = index;
        this.documents = documents;
        this.log = log;
    }

    Progress progress() {
        return progress;
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
            build(before.of());
            progress = progress.in(State.DONE);
            LOG.atInfo().addKeyValue("tickets", progress.tickets()).log("search-index-built");
        } catch (RuntimeException e) {
            progress = progress.in(State.FAILED);
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("search-index-not-built");
        } finally {
            running.set(false);
        }
    }

    private void build(long before) {
        var name = index.create(before);
        try {
            fill(name, log.head());
            index.search(name);
        } catch (RuntimeException e) {
            discard(name);
            throw e;
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
                index.write(List.of(name), documents.of(opened), version);
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
            index.delete(name);
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
