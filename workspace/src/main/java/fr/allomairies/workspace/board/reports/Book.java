package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.measures.AgentSpans;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.TicketRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What the log has told, folded once and kept, so that a report over months reads only what is new. Nothing of it is
/// stored: a start reads the log again. The oldest days are given up where there are too many contacts for the memory.
/// Safe for many threads.
@Component
public class Book {

    /// About 150 MB.
    private static final int MOST_CONTACTS = 150_000;

    private static final int BATCH = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Book.class);

    private final EventLog log;
    private final Clock clock;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private ContactRecords contacts = new ContactRecords((_, _) -> {});
    private TicketRecords tickets = new TicketRecords();
    private AgentSpans agents = new AgentSpans();
    private Instant since = Instant.MIN;
    private long position;

    @Autowired
    Book(EventLog log) {
        this(log, Clock.systemUTC(), MOST_CONTACTS);
    }

    public Book(EventLog log, Clock clock) {
        this(log, clock, MOST_CONTACTS);
    }

    Book(EventLog log, Clock clock, int most) {
        this.log = log;
        this.clock = clock;
        this.most = most;
    }

    /// So that the first reader does not wait for it.
    @EventListener(ApplicationReadyEvent.class)
    void readAhead() {
        Thread.ofVirtual().name("report-book").start(() -> {
            try {
                LOG.atInfo()
                        .addKeyValue("position", facts(Interval.day(today())).position())
                        .log("report-book-read");
            } catch (RuntimeException e) {
                // whoever asks for a report reads it then
                LOG.atWarn().setCause(e).log("report-book-not-read");
            }
        });
    }

    /// Everything up to the end of the log; short for an interval that begins before [Facts#since].
    public Facts facts(Interval interval) {
        lock.lock();
        try {
            catchUp();
            var now = clock.instant();
            return new Facts(
                    interval,
                    position,
                    since,
                    now,
                    contacts.all().stream()
                            .filter(record -> interval.contains(record.countedAt()))
                            .toList(),
                    agents.touching(interval, now),
                    tickets.all());
        } finally {
            lock.unlock();
        }
    }

    /// From then on everything is known.
    Instant since() {
        lock.lock();
        try {
            catchUp();
            return since;
        } finally {
            lock.unlock();
        }
    }

    /// Of which the agent finished a part in the interval, though they were queued before it.
    List<ContactRecord> finishedOfBefore(Interval interval, AgentId agent) {
        lock.lock();
        try {
            catchUp();
            return contacts.all().stream()
                    .filter(record -> record.countedAt().isBefore(interval.from()))
                    .filter(record -> record.legs().stream()
                            .anyMatch(leg -> agent.equals(leg.agent())
                                    && leg.finished() != null
                                    && interval.contains(leg.finished())))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Interval.CITY);
    }

    private void catchUp() {
        for (var entries = log.read(position, BATCH); !entries.isEmpty(); entries = log.read(position, BATCH)) {
            try {
                entries.forEach(entry -> on(entry.event()));
            } catch (RuntimeException e) {
                beginAgain();
                throw e;
            }
            position = entries.getLast().position();
            giveUpTheOldest();
        }
    }

    private void on(Event event) {
        contacts.on(event);
        tickets.on(event);
        if (event instanceof AgentStateChanged state) {
            agents.on(state);
        }
    }

    /// Whole days, a tenth at a time, since each time costs a look at all.
    private void giveUpTheOldest() {
        if (contacts.all().size() <= most) {
            return;
        }
        var over = contacts.all().stream().filter(ContactRecord::over).toList();
        if (over.size() <= most / 10) {
            return;
        }
        var next = LocalDate.ofInstant(over.get(most / 10).arrived(), Interval.CITY)
                .plusDays(1);
        since = Collections.max(List.of(since, Interval.day(next).from()));
        contacts.forget(record -> record.over() && record.countedAt().isBefore(since));
        tickets.forgetResolvedBefore(since);
        agents.forgetBefore(since);
    }

    /// A fold that broke off half-way is worth nothing.
    private void beginAgain() {
        contacts = new ContactRecords((_, _) -> {});
        tickets = new TicketRecords();
        agents = new AgentSpans();
        since = Instant.MIN;
        position = 0;
    }
}
