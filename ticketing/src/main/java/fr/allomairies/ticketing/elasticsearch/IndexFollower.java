package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.PrivacyEvent.ErasureCompleted;
import fr.allomairies.contact.PrivacyEvent.RetentionApplied;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.InteractionMoved;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketSplitOff;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.store.SearchDocuments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Gatherers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes every ticket that something happened to, as it is then. The cursor moves only once Elasticsearch has taken
/// the whole batch; while it is away the follower waits.
final class IndexFollower implements LogFollower {

    /// Entries behind the log from which on what is found would be too old.
    private static final long TOO_FAR = 500;

    private final TicketIndex index;
    private final SearchDocuments documents;
    private final EventLog log;
    private final JdbcClient db;
    private final Set<TicketId> changed = new LinkedHashSet<>();
    private long reached;
    private boolean forgets;
    private volatile boolean failed;
    /// Until the cursor has been looked at.
    private volatile boolean far = true;

    IndexFollower(TicketIndex index, SearchDocuments documents, EventLog log, JdbcClient db) {
        this.index = index;
        this.documents = documents;
        this.log = log;
        this.db = db;
    }

    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof TicketEvent || isEndOfErasing(event);
    }

    private static boolean isEndOfErasing(Event event) {
        return event instanceof RetentionApplied || event instanceof ErasureCompleted;
    }

    /// Changes wait for Elasticsearch, or are too many at once.
    boolean isBehind() {
        return failed || far;
    }

    /// For while nothing is handed to it.
    void look() {
        if (far) {
            far = isFar(cursor());
        }
    }

    private long cursor() {
        return db.sql("select position from event_log_cursor where follower = ?")
                .param(name())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private boolean isFar(long position) {
        return log.head() - position > TOO_FAR;
    }

    @Override
    public void on(LogEntry entry) {
        if (reached == 0) {
            TransactionSynchronizationManager.registerSynchronization(new Written());
        }
        reached = entry.position();
        forgets |= isEndOfErasing(entry.event());
        if (entry.event() instanceof TicketEvent event) {
            changed.add(event.ticket());
            switch (event) {
                case TicketMerged merged -> changed.add(merged.into());
                case TicketSeparated separated -> changed.add(separated.from());
                case TicketSplitOff split -> changed.add(split.from());
                case InteractionMoved moved -> changed.add(moved.from());
                default -> {}
            }
        }
    }

    private void write() {
        var indices = new ArrayList<String>();
        var all = index.all();
        index.searched().filter(name -> !all.containsKey(name)).ifPresent(name -> {
            throw new IllegalStateException(name + " is searched and not ours to write");
        });
        all.forEach((name, after) -> {
            if (reached > after) {
                indices.add(name);
            }
        });
        if (!indices.isEmpty()) {
            changed.stream()
                    .gather(Gatherers.windowFixed(TicketIndex.LOT))
                    .forEach(lot -> index.write(indices, documents.of(lot), reached));
            if (forgets) {
                index.forgetDeleted();
            }
        }
    }

    private final class Written implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
        }

        @Override
        public void afterCompletion(int status) {
            failed = status != STATUS_COMMITTED;
            far = isFar(reached);
            changed.clear();
            reached = 0;
            forgets = false;
        }
    }
}
