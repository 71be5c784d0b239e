package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
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
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class MemoryLog implements EventLog {

    private final List<LogEntry> entries = new ArrayList<>();

    @Override
    public synchronized void append(List<? extends Event> events) {
        events.forEach(event -> entries.add(new LogEntry(entries.size() + 1L, event)));
        notifyAll();
    }

    @Override
    public void alongside(Write write) {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public synchronized List<LogEntry> read(long position, int limit) {
        return entries.stream()
                .filter(entry -> entry.position() > position)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long head() {
        return entries.size();
    }

    @Override
    public synchronized boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        if (head() <= position) {
            wait(patience.toMillis());
        }
        return head() > position;
    }

    @Override
    public synchronized List<Event> of(ContactId contact) {
        return entries.stream()
                .map(LogEntry::event)
                .filter(event ->
                        event instanceof ContactEvent step && step.contact().equals(contact))
                .toList();
    }

    @Override
    public synchronized List<Event> of(TicketId ticket) {
        return entries.stream()
                .map(LogEntry::event)
                .filter(event ->
                        event instanceof TicketEvent change && change.ticket().equals(ticket))
                .toList();
    }

    @Override
    public synchronized Span span(Instant from, Instant to) {
        return new Span(0, head());
    }

    @Override
    public synchronized List<AgentStateChanged> statesBefore(Instant at) {
        return List.of();
    }

    @Override
    public synchronized List<AgentSkillsChanged> skillsBefore(Instant at) {
        return List.of();
    }
}
