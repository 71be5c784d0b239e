package fr.allomairies.eventlog;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The append-only log that everything derived reads. Safe for use by many threads and by several nodes.
public interface EventLog {

    /// Writes the events, in this order, in the caller's transaction, which must exist: they are
    /// true when it commits.
    void append(List<? extends Event> events);

    default void append(Event... events) {
        append(List.of(events));
    }

    /// Keeps the statement until the caller's transaction, which must exist, is about to commit, and sends it with the
    /// events, before them. For rows that nobody reads in that transaction.
    void alongside(Write write);

    /// At most `limit` entries after `position`, in order, none left out. Empty when there is nothing newer yet.
    List<LogEntry> read(long position, int limit);

    /// The newest position; 0 for an empty log.
    long head();

    /// Waits until the log has moved beyond `position`, at most for `patience`; returns whether it has.
    boolean awaitBeyond(long position, Duration patience) throws InterruptedException;

    /// All events of one contact, oldest first, those of the caller's transaction included.
    List<Event> of(ContactId contact);

    /// All events of one ticket, oldest first.
    List<Event> of(TicketId ticket);

    /// Where in the log lies what happened in `[from, to)`. Events that were written late lie further on than their
    /// time says, and in between there may be others.
    Span span(Instant from, Instant to);

    /// The last change of state of each agent before that instant.
    List<AgentStateChanged> statesBefore(Instant at);

    /// The last change of skills of each agent before that instant.
    List<AgentSkillsChanged> skillsBefore(Instant at);

    /// @param after the position before the first
    /// @param last the position of the last; the same as `after` when nothing happened
    record Span(long after, long last) {}
}
