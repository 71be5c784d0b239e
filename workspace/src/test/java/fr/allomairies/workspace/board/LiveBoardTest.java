package fr.allomairies.workspace.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.BoardState.Alert;
import fr.allomairies.workspace.board.BoardState.Why;
import fr.allomairies.workspace.board.LiveBoard.Published;
import fr.allomairies.workspace.board.Staffing.Member;
import fr.allomairies.workspace.board.measures.RandomDay;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveBoardTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final Skill ROADS = new Skill("voirie");
    private static final AgentId ANNE = new AgentId("anne");

    private final LogInMemory log = new LogInMemory();
    private final SettableClock clock = new SettableClock();
    private final List<Member> staff = new ArrayList<>();
    private volatile boolean broken;
    private final LiveBoard board = new LiveBoard(log, settings(), states(), new NoAlerts(), new JsonMapper(), clock);

    @BeforeEach
    void start() {
        board.start();
    }

    @AfterEach
    void stop() {
        board.stop();
    }

    @Test
    void showsWhoWaitsAndWhy() {
        log.append(queued(1));

        var shown = await(state -> state.waitingInAll() == 1);

        assertThat(shown.waiting().getFirst().why()).isEqualTo(Why.NOBODY);
        assertThat(shown.alerts()).contains(new Alert("nobody-for-skill", "voirie", null, null));
        staff.add(new Member(AgentState.ON_CONTACT, List.of(new SkillNeed(ROADS, 1))));
        log.append(new AgentStateChanged(NINE, ANNE, AgentState.ON_CONTACT, null));
        assertThat(await(state -> state.position() == 3).waiting().getFirst().why())
                .isEqualTo(Why.ALL_BUSY);
        log.append(new ContactOffered(NINE, contact(1), ANNE, NINE.plusSeconds(20), Duration.ZERO, 1, null));
        assertThat(await(state -> state.position() == 4).waiting().getFirst().why())
                .isEqualTo(Why.RINGING);
    }

    @Test
    void raisesAnAlertWhenTimeAlonePasses() {
        log.append(queued(1));
        await(state -> state.waitingInAll() == 1);

        clock.now = NINE.plusSeconds(181);

        assertThat(await(state -> has(state, "longest-wait")).position()).isEqualTo(2);
    }

    @Test
    void keepsTheOccupancyFreshWhileSomebodyWorksAndNothingHappens() {
        log.append(new AgentStateChanged(NINE, ANNE, AgentState.AVAILABLE, null));
        log.append(new AgentStateChanged(NINE.plusSeconds(10), ANNE, AgentState.ON_CONTACT, null));
        assertThat(await(state -> state.position() == 2).occupancy()).isZero();

        clock.now = NINE.plusSeconds(20);

        assertThat(await(state -> state.at().equals(clock.now)).occupancy()).isEqualTo(0.5);
    }

    @Test
    void beginsANewDayAtMidnightInTheCityAndKeepsWhoWaits() {
        log.append(queued(1));
        assertThat(await(state -> state.waitingInAll() == 1).total().offered()).isEqualTo(1);

        clock.now = Instant.parse("2026-03-02T23:00:00Z");

        var next = await(state -> state.day().equals(LocalDate.parse("2026-03-03")));
        assertThat(next.total().offered()).isZero();
        assertThat(next.waitingInAll()).isEqualTo(1);
        assertThat(next.waiting()).hasSize(1);
    }

    @Test
    void tellsAtOnceAfterALullAndNotMoreOftenThanItsPace() throws Exception {
        log.append(queued(1));
        var before = await(state -> state.position() == 2);
        Thread.sleep(150);
        var published = board.latest();

        log.append(queued(2));
        assertThat(board.awaitOther(published, Duration.ofSeconds(10))).isNotSameAs(published);
        assertThat(before.position()).isEqualTo(2);

        var seen = 0;
        var known = board.latest();
        var begun = System.nanoTime();
        for (var n = 3; System.nanoTime() - begun < 1_000_000_000L; n++) {
            log.append(queued(n));
            var next = board.awaitOther(known, Duration.ofMillis(5));
            seen += next == known ? 0 : 1;
            known = next;
        }
        assertThat(seen).isBetween(1, (int) ((System.nanoTime() - begun) / 100_000_000L) + 1);
    }

    @Test
    void everyReaderEndsWithTheLatestStateHoweverOftenItGoesAway() throws Exception {
        var events = RandomDay.openingHours(3, LocalDate.parse("2026-03-02"), 300, 8).stream()
                .sorted(Comparator.comparing(Event::at))
                .toList();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = new ArrayList<Future<BoardState>>();
            for (var i = 0; i < 50; i++) {
                var seed = i;
                ends.add(readers.submit(() -> readUntil(events.size(), new Random(seed))));
            }
            for (var at = 0; at < events.size(); at += 10) {
                log.append(events.subList(at, Math.min(events.size(), at + 10)));
                Thread.sleep(2);
            }
            var last = await(state -> state.position() == events.size());
            for (var end : ends) {
                assertThat(end.get().total()).isEqualTo(last.total());
            }
        }
    }

    @Test
    void isTheSameAfterARestart() {
        log.append(RandomDay.openingHours(5, LocalDate.parse("2026-03-02"), 200, 6));
        var shown = await(state -> state.position() == log.head());

        var again = new LiveBoard(log, settings(), states(), new NoAlerts(), new JsonMapper(), clock);
        again.start();
        try {
            var rebuilt = await(again, state -> !state.catchingUp());
            assertThat(rebuilt.total()).isEqualTo(shown.total());
            assertThat(rebuilt.agents()).isEqualTo(shown.agents());
            assertThat(rebuilt.quarters()).isEqualTo(shown.quarters());
        } finally {
            again.stop();
        }
    }

    /// What was shown last is still there, and is not to be judged by.
    @Test
    void doesNotFollowUntilTheLogIsReadAnewAfterAFailure() {
        log.append(queued(1));
        await(state -> state.waitingInAll() == 1);
        Awaitility.await().until(board::follows);

        broken = true;
        log.append(queued(2));
        Awaitility.await().until(() -> !board.follows());
        assertThat(board.current().waitingInAll()).isEqualTo(1);

        broken = false;
        Awaitility.await().until(board::follows);
        assertThat(board.current().waitingInAll()).isEqualTo(2);
    }

    /// Reads states that never go back, now and then forgetting all as a reader does who comes back.
    private BoardState readUntil(long position, Random random) throws InterruptedException {
        Published known = null;
        while (true) {
            var next = board.awaitOther(known, Duration.ofSeconds(5));
            assertThat(next.state().position())
                    .isGreaterThanOrEqualTo(known == null ? 0 : known.state().position());
            if (next.state().position() == position) {
                return next.state();
            }
            known = random.nextInt(4) == 0 ? null : next;
            Thread.sleep(random.nextInt(30));
        }
    }

    private BoardState await(Predicate<BoardState> wanted) {
        return await(board, wanted);
    }

    private static BoardState await(LiveBoard board, Predicate<BoardState> wanted) {
        var until = System.nanoTime() + 30_000_000_000L;
        Published known = null;
        try {
            while (System.nanoTime() < until) {
                known = board.awaitOther(known, Duration.ofSeconds(1));
                if (wanted.test(known.state())) {
                    return known.state();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("never shown; the last was " + known);
    }

    private static boolean has(BoardState state, String alert) {
        return state.alerts().stream().anyMatch(raised -> raised.code().equals(alert));
    }

    private static List<Event> queued(int n) {
        return List.of(
                new ContactArrived(NINE, contact(n), ChannelKind.VOICE),
                new ContactQueued(
                        NINE,
                        contact(n),
                        ChannelKind.VOICE,
                        TicketId.next(),
                        new CategoryCode("roads.pothole"),
                        List.of(new SkillNeed(ROADS, 1)),
                        10,
                        100,
                        "fr",
                        null,
                        null,
                        null,
                        null));
    }

    private static ContactId contact(int n) {
        return ContactId.of("00000000-0000-0000-0000-%012d".formatted(n));
    }

    private BoardStates states() {
        var directory = mock(AgentDirectory.class);
        when(directory.nameOf(any())).thenReturn("Anne");
        var catalogue = mock(Catalogue.class);
        when(catalogue.category(any())).thenReturn(Optional.empty());
        var staffing = mock(Staffing.Source.class);
        when(staffing.of(any())).thenAnswer(_ -> {
            if (broken) {
                throw new IllegalStateException("there is no database");
            }
            return new Staffing(List.copyOf(staff));
        });
        return new BoardStates(settings(), directory, catalogue, staffing);
    }

    private static BoardSettings settings() {
        return new BoardSettings(ServiceLevelRule.A, Map.of(), Duration.ofSeconds(5), 0.8, 0.85, Map.of(), 10);
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = NINE.plusSeconds(10);

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
