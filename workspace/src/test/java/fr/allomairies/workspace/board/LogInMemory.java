package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The log without a database.
public final class LogInMemory implements EventLog {

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void append(List<? extends Event> more) {
        events.addAll(more);
        notifyAll();
    }

    @Override
    public void alongside(Write write) {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public synchronized List<LogEntry> read(long position, int limit) {
        var entries = new ArrayList<LogEntry>();
        for (var i = (int) position; i < events.size() && entries.size() < limit; i++) {
            entries.add(new LogEntry(i + 1, events.get(i)));
        }
        return entries;
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public synchronized boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (events.size() <= position && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        return events.size() > position;
    }

    @Override
    public synchronized List<Event> of(ContactId contact) {
        return events.stream()
                .filter(event ->
                        event instanceof ContactEvent of && of.contact().equals(contact))
                .toList();
    }

    @Override
    public synchronized List<Event> of(TicketId ticket) {
        return events.stream()
                .filter(event -> event instanceof TicketEvent of && of.ticket().equals(ticket))
                .toList();
    }

    @Override
    public synchronized Span span(Instant from, Instant to) {
        long after = 0;
        long last = 0;
        for (var i = 0; i < events.size(); i++) {
            var at = events.get(i).at();
            if (!at.isBefore(from) && at.isBefore(to)) {
                after = last == 0 ? i : after;
                last = i + 1;
            }
        }
        return new Span(after, last);
    }

    @Override
    public synchronized List<AgentStateChanged> statesBefore(Instant at) {
        return lastBefore(AgentStateChanged.class, at);
    }

    @Override
    public synchronized List<AgentSkillsChanged> skillsBefore(Instant at) {
        return lastBefore(AgentSkillsChanged.class, at);
    }

    private <T extends AgentEvent> List<T> lastBefore(Class<T> type, Instant at) {
        Map<AgentId, T> last = new LinkedHashMap<>();
        for (var event : events) {
            if (type.isInstance(event) && event.at().isBefore(at)) {
                last.put(type.cast(event).agent(), type.cast(event));
            }
        }
        return List.copyOf(last.values());
    }
}
