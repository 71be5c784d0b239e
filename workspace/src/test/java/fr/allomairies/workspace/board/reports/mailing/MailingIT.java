package fr.allomairies.workspace.board.reports.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.workspace.board.reports.ReportFile;
import fr.allomairies.workspace.board.reports.Summary;
import fr.allomairies.workspace.board.reports.mailing.Mailing.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/// Reports that are due, on a real PostgreSQL.
class MailingIT {

    private static final Instant NOW = Instant.parse("2026-03-03T08:00:00Z");
    private static final AgentId SONIA = new AgentId("sonia");
    private static AnnotationConfigApplicationContext beans;

    private final Schedules schedules = beans.getBean(Schedules.class);
    private final Mailings mailings = beans.getBean(Mailings.class);
    private final ReportFile reports = mock();
    private final List<String> keys = new ArrayList<>();
    private final List<List<HouseMail.Enclosed>> sent = new ArrayList<>();
    private Optional<HouseMail.NotTaken> answer = Optional.empty();

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    static class OnPostgres {

        @Bean
        JdbcTransactionManager transactions() {
            return new JdbcTransactionManager(PostgresExtension.freshDatabase());
        }

        @Bean
        JdbcClient db(JdbcTransactionManager transactions) {
            return JdbcClient.create(transactions.getDataSource());
        }
    }

    @BeforeAll
    static void open() {
        beans = new AnnotationConfigApplicationContext(OnPostgres.class, Schedules.class, Mailings.class);
    }

    @AfterAll
    static void close() {
        beans.close();
    }

    @AfterEach
    void removeAll() {
        schedules.all().forEach(schedule -> schedules.remove(schedule, SONIA, NOW));
    }

    @Test
    void makesEachReportOnceHoweverManyNodesLookAndStart() throws Exception {
        when(reports.isSettled(any())).thenReturn(true);
        var schedule = saved(Instant.parse("2026-02-28T12:00:00Z"));

        together(8, () -> making(NOW).round());
        making(NOW.plusSeconds(30)).round();

        var made = of(schedule);
        assertThat(made)
                .extracting(Mailing::first)
                .containsExactlyInAnyOrder(
                        LocalDate.parse("2026-02-28"), LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"));
        assertThat(messages(made)).hasSize(3 * schedule.mails().size());
    }

    @Test
    void waitsForTheCallsOfThePeriodButNotForEver() {
        when(reports.isSettled(any())).thenReturn(false);
        var schedule = saved(Instant.parse("2026-03-03T00:00:00Z"));

        making(NOW).round();
        assertThat(of(schedule)).isEmpty();
        making(NOW.plus(Making.WAITS_FOR_CALLS)).round();

        assertThat(of(schedule)).hasSize(1);
    }

    @Test
    void makesTheFirstReportOfANewRhythmThoughAnotherBeganOnThatDay() {
        when(reports.isSettled(any())).thenReturn(true);
        var daily = saved(Instant.parse("2026-03-02T12:00:00Z"));
        making(Instant.parse("2026-03-03T08:00:00Z")).round();
        assertThat(schedules.put(as(Every.WEEK, daily))).isTrue();

        making(Instant.parse("2026-03-09T08:00:00Z")).round();
        making(Instant.parse("2026-03-09T08:00:30Z")).round();

        assertThat(of(daily))
                .extracting(mailing -> mailing.every() + " " + mailing.first())
                .containsExactlyInAnyOrder("DAY 2026-03-02", "WEEK 2026-03-02");
    }

    @Test
    void sendsAtOnceWhatIsAskedForOnceThoughAnotherAsksInThatMoment() throws Exception {
        var schedule = saved(NOW);
        var first = now(schedule);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = new TransactionTemplate(beans.getBean(JdbcTransactionManager.class)).execute(_ -> {
                assertThat(mailings.makeNow(first, schedule)).isTrue();
                var other = pool.submit(() -> mailings.makeNow(now(schedule), schedule));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> other.isDone() || somebodyWaits());
                return other;
            });

            assertThat(second.get()).isFalse();
        }
        assertThat(of(schedule)).containsExactly(first);
        whenAsked();
        posting(NOW, "mairie.example.org").round();
        assertThat(mailings.makeNow(now(schedule), schedule)).isTrue();
    }

    private static Mailing now(Schedule schedule) {
        return Mailing.of(schedule, LocalDate.parse("2026-03-02"), SONIA, NOW);
    }

    private static boolean somebodyWaits() {
        return beans.getBean(JdbcClient.class)
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void givesUpAReportThatCannotBeMadeAndSaysSo() {
        when(reports.summary(any(), any(), any(), any())).thenThrow(new IllegalStateException("on purpose"));
        var schedule = saved(NOW);
        mailings.makeNow(now(schedule), schedule);

        posting(NOW, "mairie.example.org").round();
        assertThat(messages(of(schedule))).allSatisfy(message -> {
            assertThat(message.failure()).isEqualTo("report-not-made");
            assertThat(message.dueAt()).isAfter(NOW);
        });
        verify(reports).summary(any(), any(), any(), any());
        posting(NOW.plus(Duration.ofHours(25)), "mairie.example.org").round();

        assertThat(messages(of(schedule)))
                .allSatisfy(message -> assertThat(message.failure()).isEqualTo("report-not-made"));
        assertThat(mailings.isOnItsWay(schedule.id())).isFalse();
        assertThat(keys).isEmpty();
    }

    @Test
    void triesNoReportAgainThatIsBeyondWhatIsKnown() {
        when(reports.summary(any(), any(), any(), any())).thenReturn(Optional.empty());
        var schedule = saved(NOW);
        mailings.makeNow(now(schedule), schedule);

        posting(NOW, "mairie.example.org").round();

        assertThat(messages(of(schedule)))
                .allSatisfy(message -> assertThat(message.failure()).isEqualTo("too-old"));
        assertThat(mailings.isOnItsWay(schedule.id())).isFalse();
    }

    @Test
    void triesAgainTheSameMailUntilItIsTaken() {
        when(reports.isSettled(any())).thenReturn(true);
        whenAsked();
        var schedule = saved(Instant.parse("2026-03-03T00:00:00Z"));
        making(NOW).round();

        answer = Optional.of(new HouseMail.NotTaken("mail-unreachable", false));
        posting(NOW, "mairie.example.org").round();
        posting(NOW.plusSeconds(1), "mairie.example.org").round();
        assertThat(keys).hasSize(2);
        assertThat(messages(of(schedule))).allSatisfy(message -> {
            assertThat(message.failure()).isEqualTo("mail-unreachable");
            assertThat(message.dueAt()).isAfter(NOW);
        });

        answer = Optional.empty();
        posting(NOW.plusSeconds(60), "mairie.example.org").round();
        posting(NOW.plus(Duration.ofHours(1)), "mairie.example.org").round();

        assertThat(messages(of(schedule)))
                .allSatisfy(message -> assertThat(message.sentAt()).isNotNull());
        assertThat(keys).hasSize(4);
        assertThat(Set.copyOf(keys)).hasSize(2);
        assertThat(sent.getLast())
                .extracting(HouseMail.Enclosed::name)
                .containsExactly("rapport-2026-03-02-2026-03-02.pdf", "rapport-2026-03-02-2026-03-02.csv");
    }

    @Test
    void sendsNothingToWhoIsNoLongerAllowedNorOfWhatWasRemoved() {
        when(reports.isSettled(any())).thenReturn(true);
        whenAsked();
        var schedule = saved(Instant.parse("2026-03-03T00:00:00Z"));
        making(NOW).round();
        posting(NOW, "elsewhere.example").round();

        assertThat(messages(of(schedule)))
                .allSatisfy(message -> assertThat(message.failure()).isEqualTo("address-not-allowed"));
        mailings.make(Mailing.of(schedule, LocalDate.parse("2026-03-02"), SONIA, NOW), schedule);
        assertThat(mailings.isOnItsWay(schedule.id())).isTrue();
        schedules.remove(schedule, SONIA, NOW);
        posting(NOW.plusSeconds(60), "mairie.example.org").round();

        assertThat(keys).isEmpty();
        assertThat(mailings.isOnItsWay(schedule.id())).isFalse();
    }

    @Test
    void goesOnWithTheNextPeriodAfterAPauseAndKeepsWhoDidIt() {
        when(reports.isSettled(any())).thenReturn(true);
        var schedule = saved(Instant.parse("2026-03-01T00:00:00Z"));
        schedules.activate(schedule, false, SONIA, NOW.minus(Duration.ofDays(2)));
        making(NOW).round();
        schedules.activate(schedule, true, SONIA, NOW);
        making(NOW.plusSeconds(60)).round();

        assertThat(of(schedule)).isEmpty();
        making(NOW.plus(Duration.ofDays(1))).round();
        assertThat(of(schedule)).extracting(Mailing::first).containsExactly(LocalDate.parse("2026-03-03"));
        assertThat(schedules.changes(3))
                .extracting(ScheduleChange::what)
                .containsExactly(ScheduleChange.What.RESUMED, ScheduleChange.What.PAUSED, ScheduleChange.What.SAVED);
    }

    private Schedule saved(Instant since) {
        var schedule = ScheduleTest.schedule(Every.DAY, 7, since);
        assertThat(schedules.put(schedule)).isTrue();
        return schedules.schedule(schedule.id()).orElseThrow();
    }

    private static Schedule as(Every every, Schedule one) {
        return new Schedule(
                one.id(),
                one.name(),
                every,
                one.hour(),
                one.tables(),
                one.types(),
                one.mails(),
                one.language(),
                true,
                NOW,
                SONIA,
                NOW);
    }

    private List<Mailing> of(Schedule schedule) {
        return mailings.newest(200).stream()
                .filter(mailing -> mailing.schedule().equals(schedule.id()))
                .toList();
    }

    private List<Message> messages(List<Mailing> of) {
        return mailings.messages(of.stream().map(Mailing::id).toList());
    }

    private Making making(Instant now) {
        return new Making(schedules, mailings, reports, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void whenAsked() {
        when(reports.summary(any(), any(), any(), any())).thenReturn(Optional.of(mock(Summary.class)));
        when(reports.bytes(any(), any(), any())).thenReturn(new byte[] {1});
    }

    private Posting posting(Instant now, String allowed) {
        var texts = new StaticMessageSource();
        texts.setUseCodeAsDefaultMessage(true);
        return new Posting(
                mailings,
                reports,
                new Taker(),
                new MailingSettings(List.of(allowed)),
                texts,
                Clock.fixed(now, ZoneOffset.UTC),
                "http://localhost");
    }

    private static void together(int threads, Runnable task) throws Exception {
        var start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, threads)
                    .mapToObj(_ -> pool.submit(() -> {
                        start.await();
                        task.run();
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (var each : running) {
                each.get();
            }
        }
    }

    /// The city's mail server.
    private final class Taker implements HouseMail {

        @Override
        public synchronized Optional<NotTaken> send(
                String key, EmailAddress recipient, String subject, String text, List<Enclosed> files) {
            keys.add(key);
            sent.add(files);
            return answer;
        }

        @Override
        public String domain() {
            return "mairie.example.org";
        }
    }
}
