package fr.allomairies.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class EventLogIT {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    final DataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    final LogHead head = new LogHead(db);
    final EventLog log = new PostgresEventLog(db, new JdbcTemplate(database), head);

    @BeforeEach
    void start() {
        head.start();
    }

    @AfterEach
    void stop() {
        head.stop();
    }

    @Test
    void givesWhatWasAppendedInOrderWithoutAGap() throws Exception {
        var contact = ContactId.next();

        append(arrived(contact), new ContactEnded(NINE, contact, Outcome.SELF_SERVED));

        assertThat(log.awaitBeyond(1, Duration.ofSeconds(2))).isTrue();
        assertThat(log.read(0, 10))
                .containsExactly(
                        new LogEntry(1, arrived(contact)),
                        new LogEntry(2, new ContactEnded(NINE, contact, Outcome.SELF_SERVED)));
        assertThat(log.of(contact)).hasSize(2);
    }

    @Test
    void findsWhereAStretchOfTimeLiesInTheLog() throws Exception {
        append(arrivedAt(NINE), arrivedAt(NINE.plusSeconds(60)), arrivedAt(NINE.plusSeconds(120)));
        append(arrivedAt(NINE.plusSeconds(59)));
        assertThat(log.awaitBeyond(3, Duration.ofSeconds(2))).isTrue();

        assertThat(log.span(NINE.plusSeconds(10), NINE.plusSeconds(120))).isEqualTo(new EventLog.Span(1, 4));
        assertThat(log.span(NINE.plusSeconds(500), NINE.plusSeconds(600))).isEqualTo(new EventLog.Span(0, 0));
    }

    @Test
    void knowsWhatEachAgentWasDoingAtAnInstant() {
        append(
                state("anne", NINE, AgentState.AVAILABLE),
                state("anne", NINE.plusSeconds(10), AgentState.ON_CONTACT),
                state("bastien", NINE.plusSeconds(5), AgentState.AVAILABLE),
                state("anne", NINE.plusSeconds(20), AgentState.WRAP_UP));

        assertThat(log.statesBefore(NINE.plusSeconds(20)))
                .containsExactly(
                        state("anne", NINE.plusSeconds(10), AgentState.ON_CONTACT),
                        state("bastien", NINE.plusSeconds(5), AgentState.AVAILABLE));
    }

    @Test
    void forgetsWhatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            log.append(arrived(ContactId.next()));
            status.setRollbackOnly();
        });

        assertThat(log.read(0, 10)).isEmpty();
    }

    @Test
    void refusesToChangeOrDeleteWhatWasWritten() throws Exception {
        append(arrived(ContactId.next()));
        log.awaitBeyond(0, Duration.ofSeconds(2));

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> db.sql("delete from event_log").update())
                .withMessageContaining("append-only");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> db.sql("update event_log set type = 'Other'").update())
                .withMessageContaining("append-only");
    }

    /// The classic fault of polling a sequence: a writer that took its number early and commits late.
    @Test
    void neverSkipsAnEventThatWasCommittedLate() throws Exception {
        int writers = 8;
        int perWriter = 100;
        var seen = new ArrayList<LogEntry>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                var random = new Random(writer);
                pool.submit(() -> {
                    var contact = ContactId.next();
                    for (int i = 0; i < perWriter; i++) {
                        var late = random.nextInt(10) == 0 ? random.nextInt(30) : 0;
                        var nth = i;
                        transaction.executeWithoutResult(_ -> {
                            log.append(new ContactArrived(NINE.plusSeconds(nth), contact, ChannelKind.VOICE));
                            sleep(late);
                        });
                    }
                });
            }
            long position = 0;
            while (seen.size() < writers * perWriter && log.awaitBeyond(position, Duration.ofSeconds(5))) {
                seen.addAll(log.read(position, 50));
                position = seen.getLast().position();
            }
        }
        assertThat(seen).hasSize(writers * perWriter);
        assertThat(seen).extracting(LogEntry::position).isSorted().doesNotHaveDuplicates();
        var last = new HashMap<ContactId, Instant>();
        for (var entry : seen) {
            var event = (ContactEvent) entry.event();
            assertThat(event.at()).isAfter(last.getOrDefault(event.contact(), NINE.minusSeconds(1)));
            last.put(event.contact(), event.at());
        }
    }

    @Test
    void aFollowerSeesEachEntryOnceAndGoesOnWhereItStopped() throws Exception {
        var seen = new CopyOnWriteArrayList<Long>();
        var failures = new AtomicInteger(2);
        LogFollower follower = new LogFollower() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public void on(LogEntry entry) {
                if (entry.position() == 3 && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not yet");
                }
                seen.add(entry.position());
            }
        };
        append(arrived(ContactId.next()), arrived(ContactId.next()), arrived(ContactId.next()));

        var first = new LogFollowers(List.of(follower), log, db, transaction);
        first.start();
        await(() -> seen.contains(3L));
        first.stop();
        append(arrived(ContactId.next()));
        var second = new LogFollowers(List.of(follower), log, db, transaction);
        second.start();
        await(() -> seen.contains(4L));
        second.stop();

        assertThat(seen.stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seen.stream().filter(position -> position >= 3)).containsExactly(3L, 4L);
    }

    private void append(Event... events) {
        transaction.executeWithoutResult(_ -> log.append(events));
    }

    private static ContactArrived arrivedAt(Instant at) {
        return new ContactArrived(at, ContactId.next(), ChannelKind.VOICE);
    }

    private static AgentStateChanged state(String agent, Instant at, AgentState state) {
        return new AgentStateChanged(at, new AgentId(agent), state, null);
    }

    private static ContactArrived arrived(ContactId contact) {
        return new ContactArrived(NINE, contact, ChannelKind.VOICE);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
