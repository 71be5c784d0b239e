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
import fr.allomairies.testkit.RoundTrips;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class EventLogIT {

    /// For what comes as soon as it can, on a machine that is busy with something else.
    static final Duration SOON = Duration.ofSeconds(30);

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    final DataSource database = RoundTrips.counted(PostgresExtension.freshDatabase());
    final JdbcClient db = JdbcClient.create(database);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    final LogHead head = new LogHead(db);
    final CommitListeners commits = new CommitListeners();
    final EventLog log = new PostgresEventLog(db, head, commits);

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

        assertThat(log.awaitBeyond(1, SOON)).isTrue();
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
        assertThat(log.awaitBeyond(3, SOON)).isTrue();

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
    void tellsAListenerWhatWasCommittedAndNothingElse() {
        var heard = new ArrayList<List<Event>>();
        commits.listen(List.of(
                _ -> {
                    throw new IllegalStateException("of no consequence");
                },
                events -> heard.add(List.copyOf(events))));
        var first = arrived(ContactId.next());
        var second = arrived(ContactId.next());

        transaction.executeWithoutResult(_ -> {
            log.append(first);
            log.of(ContactId.next());
            log.append(second);
            assertThat(heard).isEmpty();
        });
        transaction.executeWithoutResult(status -> {
            log.append(arrived(ContactId.next()));
            status.setRollbackOnly();
        });

        assertThat(heard).containsExactly(List.of(first, second));
    }

    @Test
    void writesEventsAndWhatGoesAlongsideAndCommitsInOneRoundTrip() throws Exception {
        var contact = ContactId.next();
        var moved = Write.sql("update event_log_cursor set position = :position where follower = 'alongside'")
                .param("position", 7);
        db.sql("insert into event_log_cursor (follower, position) values ('alongside', 0)")
                .update();

        var connecting = RoundTrips.of(() -> transaction.executeWithoutResult(_ -> {}));
        var trips = RoundTrips.of(() -> transaction.executeWithoutResult(_ -> {
            log.append(arrived(contact), new ContactEnded(NINE, contact, Outcome.SELF_SERVED));
            log.alongside(moved);
        }));

        assertThat(trips - connecting).isEqualTo(1);
        assertThat(log.awaitBeyond(1, SOON)).isTrue();
        assertThat(db.sql("select position from event_log_cursor where follower = 'alongside'")
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void writesNothingOfWhatFailsOnTheWayToItsCommit() {
        var contact = ContactId.next();

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    log.append(arrived(contact));
                    log.alongside(Write.sql("insert into event_log_cursor (follower, position) values ('late', null)"));
                }));

        assertThat(log.of(contact)).isEmpty();
    }

    @Test
    void refusesToChangeOrDeleteWhatWasWritten() throws Exception {
        append(arrived(ContactId.next()));
        log.awaitBeyond(0, SOON);

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
            while (seen.size() < writers * perWriter && log.awaitBeyond(position, SOON)) {
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

        var first = new LogFollowers(List.of(follower), List.of(), commits, head, db, transaction);
        first.start();
        await(() -> seen.contains(3L));
        first.stop();
        append(arrived(ContactId.next()));
        var second = new LogFollowers(List.of(follower), List.of(), commits, head, db, transaction);
        second.start();
        await(() -> seen.contains(4L));
        second.stop();

        assertThat(seen.stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seen.stream().filter(position -> position >= 3)).containsExactly(3L, 4L);
    }

    /// Two nodes write; commits are late, or never come; readers begin at any moment on either node.
    @Test
    void everyReaderOnEachNodeHasEveryEventOnceAndInTheSameOrder() throws Exception {
        var other = new Node();
        var nodes = List.of(new Node(head, log), other);
        var reading = new ArrayList<Future<List<Long>>>();
        var writing = new AtomicBoolean(true);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 12)
                    .mapToObj(nth -> pool.submit(() -> writeAtRandom(nodes.get(nth % 2), new Random(nth))))
                    .toList();
            for (int reader = 0; reader < 20; reader++) {
                var node = nodes.get(reader % 2);
                reading.add(pool.submit(() -> readFrom(node, writing)));
                sleep(40);
            }
            for (var writer : writers) {
                writer.get();
            }
            var last = last();
            await(() -> nodes.stream().allMatch(node -> node.log.head() == last));
            writing.set(false);
        }
        other.head.stop();

        var written = db.sql("select position from event_log order by position")
                .query(Long.class)
                .list();
        assertThat(written).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        for (var reader : reading) {
            var had = reader.get();
            assertThat(had).isEqualTo(written.subList(written.size() - had.size(), written.size()));
        }
        assertThat(reading.getFirst().get()).isEqualTo(written);
    }

    private long last() {
        return db.sql("select max(position) from event_log").query(Long.class).single();
    }

    private final class Node {

        private final LogHead head;
        private final EventLog log;

        Node() {
            this.head = new LogHead(db);
            this.log = new PostgresEventLog(db, head, commits);
            head.start();
        }

        Node(LogHead head, EventLog log) {
            this.head = head;
            this.log = log;
        }
    }

    /// Sometimes early in its transaction, sometimes twice, sometimes for nothing.
    private Object writeAtRandom(Node node, Random random) {
        var contact = ContactId.next();
        for (int i = 0; i < 120; i++) {
            transaction.executeWithoutResult(status -> {
                node.log.append(arrived(contact));
                if (random.nextInt(4) == 0) {
                    node.log.of(contact); // writes what is pending
                    sleep(random.nextInt(25));
                    node.log.append(arrived(contact), arrived(ContactId.next()));
                }
                if (random.nextInt(6) == 0) {
                    status.setRollbackOnly();
                }
            });
        }
        return contact;
    }

    /// Everything after the head of the moment, as positions.
    private static List<Long> readFrom(Node node, AtomicBoolean writing) throws InterruptedException {
        var had = new ArrayList<Long>();
        var position = node.log.head();
        while (node.log.awaitBeyond(position, Duration.ofMillis(20)) || writing.get()) {
            for (var entry : node.log.read(position, 1 + had.size() % 7)) {
                position = entry.position();
                had.add(position);
            }
        }
        return had;
    }

    @Test
    void whoFallsSilentWhileHeWritesHoldsReadersUpForSecondsOnly() throws Exception {
        var silent = ContactId.next();
        var next = ContactId.next();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var frozen = pool.submit(() -> transaction.executeWithoutResult(_ -> {
                log.append(arrived(silent));
                log.of(silent); // written, and then nothing more is heard of him
                sleep(8_000);
            }));
            await(() -> db.sql("select count(*) from pg_locks where locktype = 'advisory'")
                            .query(Long.class)
                            .single()
                    > 0);
            append(arrived(next));
            assertThat(log.awaitBeyond(0, Duration.ofSeconds(2))).isFalse();
            assertThat(log.awaitBeyond(0, SOON)).isTrue();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(frozen::get);
        }
        assertThat(log.read(0, 10)).extracting(LogEntry::event).containsExactly(arrived(next));
        assertThat(log.of(silent)).isEmpty();
    }

    @Test
    void readsFarBackWhatIsNoLongerInMemory() throws Exception {
        for (int i = 0; i < 30; i++) {
            append(IntStream.range(0, 100)
                    .mapToObj(_ -> arrived(ContactId.next()))
                    .toArray(Event[]::new));
        }
        assertThat(log.awaitBeyond(2_999, SOON)).isTrue();

        var positions = new ArrayList<Long>();
        for (long position = 0; position < 3_000; position = positions.getLast()) {
            log.read(position, 170).forEach(entry -> positions.add(entry.position()));
        }
        assertThat(positions).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
    }

    @Test
    void aFollowerIsHandedOnlyWhatItWantsAndBeginsAgainWhenItIsTold() throws Exception {
        var seen = new CopyOnWriteArrayList<Event>();
        LogFollower follower = new LogFollower() {
            @Override
            public String name() {
                return "choosy";
            }

            @Override
            public boolean wants(Event event) {
                return event instanceof ContactEnded;
            }

            @Override
            public void on(LogEntry entry) {
                seen.add(entry.event());
            }
        };
        var ended = new ContactEnded(NINE, ContactId.next(), Outcome.SELF_SERVED);
        var followers = new LogFollowers(List.of(follower), List.of(), commits, head, db, transaction);
        followers.start();
        append(ended);
        await(() -> seen.size() == 1);
        append(arrived(ContactId.next()), arrived(ContactId.next()));
        await(() -> cursor("choosy") == 3);

        followers.again("choosy");
        await(() -> seen.size() == 2);
        await(() -> cursor("choosy") == 3);
        followers.stop();

        assertThat(seen).containsExactly(ended, ended);
    }

    @Test
    void sleepsThroughWhatIsNotWanted() throws Exception {
        var woken = new CountDownLatch(1);
        var sleeper = Thread.ofPlatform().daemon().start(() -> {
            try {
                head.awaitWanted(0, ContactEnded.class::isInstance, Duration.ofMinutes(5));
                woken.countDown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await(() -> sleeper.getState() == Thread.State.TIMED_WAITING);

        append(arrived(ContactId.next()));
        assertThat(log.awaitBeyond(0, SOON)).isTrue();
        assertThat(woken.await(200, TimeUnit.MILLISECONDS)).isFalse();

        append(new ContactEnded(NINE, ContactId.next(), Outcome.SELF_SERVED));
        assertThat(woken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private long cursor(String follower) {
        return db.sql("select position from event_log_cursor where follower = ?")
                .param(follower)
                .query(Long.class)
                .optional()
                .orElse(0L);
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
        var until = System.nanoTime() + SOON.toNanos();
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
