package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what belongs to one interval: from a day before it, since a contact arrives before it is queued, until all
/// its contacts are over or the log ends.
public final class LogWindow {

    private static final int BATCH = 5_000;
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Interval interval;
    private final List<AgentTimes> agents;
    private final ContactRecords.Listener listener;
    private final ContactRecords records = new ContactRecords(this::changed);
    private final Map<TicketId, String> numbers = new HashMap<>();
    private int open;
    private long position;

    /// @param agents told of the agents' changes since the beginning of the interval, after the states that they
    ///     were in
    /// @param listener told of the contacts that count in the interval
    public LogWindow(Interval interval, List<AgentTimes> agents, ContactRecords.Listener listener) {
        this.interval = interval;
        this.agents = agents;
        this.listener = listener;
    }

    LogWindow read(EventLog log) {
        return read(log, interval.to(), true);
    }

    /// Contacts that are not over by then stay open: nothing is read only for their sake.
    ///
    /// @param end not before the end of the interval
    public LogWindow readUntil(Instant end, EventLog log) {
        return read(log, end, false);
    }

    private LogWindow read(EventLog log, Instant end, boolean untilOver) {
        log.statesBefore(interval.from()).forEach(this::tell);
        var span = log.span(interval.from().minus(BEFORE), end);
        position = span.after();
        while (position < span.last() || untilOver && open > 0) {
            var entries = log.read(position, BATCH);
            if (entries.isEmpty()) {
                return this;
            }
            entries.forEach(entry -> on(entry.event()));
            position = entries.getLast().position();
        }
        return this;
    }

    long position() {
        return position;
    }

    /// Those that count in the interval, in the order of arrival.
    public Stream<ContactRecord> contacts() {
        return records.all().stream().filter(record -> interval.contains(record.countedAt()));
    }

    /// Of tickets opened in the window.
    Optional<String> number(TicketId ticket) {
        return Optional.ofNullable(numbers.get(ticket));
    }

    private void on(Event event) {
        records.on(event);
        if (event instanceof AgentStateChanged state && !state.at().isBefore(interval.from())) {
            tell(state);
        } else if (event instanceof TicketOpened opened) {
            numbers.put(opened.ticket(), opened.number());
        }
    }

    private void tell(AgentStateChanged state) {
        agents.forEach(times -> times.on(state));
    }

    private void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        var was = before != null && interval.contains(before.countedAt()) ? before : null;
        var is = after != null && interval.contains(after.countedAt()) ? after : null;
        open += (is != null && !is.over() ? 1 : 0) - (was != null && !was.over() ? 1 : 0);
        if (was != null || is != null) {
            listener.changed(was, is);
        }
    }
}
