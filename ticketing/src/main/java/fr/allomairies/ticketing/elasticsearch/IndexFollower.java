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
    private final Set<TicketId> changed = new LinkedHashSet<>();
    private long reached;
    private boolean forgets;
    private volatile boolean behind;

    IndexFollower(TicketIndex index, SearchDocuments documents, EventLog log) {
        this.index = index;
        this.documents = documents;
        this.log = log;
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
        return behind;
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
        index.all().forEach((name, after) -> {
            if (reached > after) {
                indices.add(name);
            }
        });
        if (!indices.isEmpty()) {
            index.write(indices, documents.of(changed), reached);
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
            behind = status != STATUS_COMMITTED || log.head() - reached > TOO_FAR;
            changed.clear();
            reached = 0;
            forgets = false;
        }
    }
}
