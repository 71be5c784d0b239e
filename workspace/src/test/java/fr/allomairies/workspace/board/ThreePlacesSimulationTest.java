package fr.allomairies.workspace.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.testkit.RandomDays;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.RandomDay;
import fr.allomairies.workspace.board.reports.BookOfRandomDays;
import fr.allomairies.workspace.board.reports.CsvOfRandomDays;
import fr.allomairies.workspace.board.reports.Measure;
import fr.allomairies.workspace.board.reports.Reports;
import fr.allomairies.workspace.board.reports.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same question on the board, in a report and in the exported list.
class ThreePlacesSimulationTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-29", "2026-10-25"})
    void boardReportAndExportGiveTheSameNumbers(LocalDate date) throws IOException {
        var ways = new ArrayList<Overflows.Count>();
        var outcomes = EnumSet.noneOf(Outcome.class);
        for (var seed = 1L; seed <= RandomDays.of(30); seed++) {
            var log = new LogInMemory();
            log.append(threeDays(seed, date));
            outcomes.addAll(outcomes(log));
            agree(log, date, Interval.day(date).to());
            if (seed % 3 == 1) {
                agreeInTheBook(log, date, Interval.day(date).to());
            }
            ways.addAll(board(log, date).overflows());
            var then = Interval.day(date).to().minusSeconds(2_000 * seed);
            agree(upTo(log, then), date, then);
            if (seed % 3 == 2) {
                agreeInTheBook(upTo(log, then), date, then);
            }
        }
        assertThat(ways).extracting(Overflows.Count::to).contains("back-office", "voicemail", "assistant");
        assertThat(outcomes).contains(Outcome.BLOCKED);
    }

    private static void agree(LogInMemory log, LocalDate date, Instant now) throws IOException {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var board = board(log, date);
        var report = new Reports(log, Parameters.DEFAULTS, clock).report(Interval.day(date), Step.QUARTER);
        var list = CsvOfRandomDays.of(log, clock, Interval.day(date));

        assertThat(report.total()).isEqualTo(board.total());
        assertThat(report.total().offered()).isPositive();
        assertThat(Measure.MENU.of(report.total())).isEqualTo(leftInTheMenu(log, date));
        assertThat(report.channels())
                .allSatisfy(
                        (channel, figures) -> assertThat(figures).isEqualTo(board.channel(new ChannelKind(channel))));
        assertThat(report.rows())
                .filteredOn(row -> row.figures().offered() > 0)
                .allSatisfy(row ->
                        assertThat(row.figures()).isEqualTo(board.quarters().get(row.from())));
        assertThat(report.occupancy()).isEqualTo(board.times().occupancy(now));
        assertThat(report.overflows()).isEqualTo(board.overflows());
        assertThat(report.total().overflowed())
                .isLessThanOrEqualTo(report.overflows().stream()
                        .mapToInt(Overflows.Count::contacts)
                        .sum());
        assertThat(list.overflowed()).isEqualTo(board.total().overflowed());
        assertThat(list.overflows()).isEqualTo(board.overflows());
        assertThat(list.offered()).isEqualTo(board.total().offered());
        assertThat(list.answered()).isEqualTo(board.total().answered());
        assertThat(list.abandoned()).isEqualTo(board.total().abandoned());
        assertThat(list.averageWait()).isCloseTo(board.total().averageWait(), within(1e-6));
    }

    private static List<Outcome> outcomes(LogInMemory log) {
        return events(log, ContactEnded.class).map(ContactEnded::outcome).toList();
    }

    /// Counted apart. Callers from blocked numbers are not among them.
    private static double leftInTheMenu(LogInMemory log, LocalDate date) {
        var queued =
                events(log, ContactQueued.class).map(ContactQueued::contact).collect(Collectors.toSet());
        var today = events(log, ContactArrived.class)
                .filter(arrived -> Interval.day(date).contains(arrived.at()))
                .map(ContactArrived::contact)
                .collect(Collectors.toSet());
        return Stream.concat(
                        events(log, ContactAbandoned.class).map(ContactAbandoned::contact),
                        events(log, ContactEnded.class)
                                .filter(ended -> ended.outcome() == Outcome.SELF_SERVED)
                                .map(ContactEnded::contact))
                .filter(today::contains)
                .filter(contact -> !queued.contains(contact))
                .count();
    }

    private static <E extends Event> Stream<E> events(LogInMemory log, Class<E> type) {
        return log.read(0, Integer.MAX_VALUE).stream()
                .map(LogEntry::event)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /// The page of the reports, its file, its tables by whatever, the contacts behind, and the agents' own days.
    private static void agreeInTheBook(LogInMemory log, LocalDate date, Instant now) throws IOException {
        var book = new BookOfRandomDays(log, Clock.fixed(now, ZoneOffset.UTC));
        var board = board(log, date);
        var summary = book.summary(Interval.day(date));
        var total = board.total();
        assertThat(summary.total()).isEqualTo(total);
        assertThat(summary.occupancy()).isEqualTo(board.times().occupancy(now));
        assertThat(summary.overflows()).isEqualTo(board.overflows());
        for (var measure : EnumSet.complementOf(EnumSet.of(Measure.FIRST_RESPONSE))) {
            assertThat(book.behind(Interval.day(date), measure))
                    .as(measure.code())
                    .isEqualTo(BookOfRandomDays.expectedBehind(measure, total));
        }
        for (var table : List.of("channel", "category", "commune")) {
            assertThat(book.sum(summary, table, Measure.OFFERED)).as(table).isEqualTo(total.offered());
            assertThat(book.sum(summary, table, Measure.HANDLED)).as(table).isEqualTo(total.handled());
        }
        for (var table : List.of("assistant-channel", "assistant-category")) {
            for (var measure : List.of(
                    Measure.ASSISTED,
                    Measure.CONTAINED,
                    Measure.HANDED_OVER,
                    Measure.LEFT_THE_ASSISTANT,
                    Measure.ALARMS)) {
                assertThat(book.sum(summary, table, measure))
                        .as(table + " " + measure.code())
                        .isEqualTo(measure.of(total).intValue());
            }
        }
        assertThat(book.sum(summary, "assistant-end", Measure.ASSISTED)).isEqualTo(total.assisted());
        assertThat(total.contained() + total.handedOver() + total.leftTheAssistant())
                .isPositive()
                .isLessThanOrEqualTo(total.assisted());
        assertThat(book.sum(summary, "agent", Measure.HANDLED)).isEqualTo(total.handled());
        assertThat(book.figuresInFile(summary)).isEqualTo(book.figuresOf(summary));

        var handled = 0;
        var seconds = 0.0;
        var present = Duration.ZERO;
        for (var line : summary.table("agent").lines()) {
            var own = book.ownDay(new AgentId(line.key()), date);
            assertThat(own.figures()).isEqualTo(board.agent(own.agent()));
            assertThat(own.occupancy()).isEqualTo(line.values().get(5));
            handled += own.figures().handled();
            seconds += own.figures().handled() == 0
                    ? 0
                    : own.figures().handleTime() * own.figures().handled();
            present = present.plus(own.spent().values().stream().reduce(Duration.ZERO, Duration::plus));
            assertThat(own.pauses().values().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(own.spent().getOrDefault(AgentState.PAUSED, Duration.ZERO));
        }
        assertThat(handled).isEqualTo(total.handled());
        assertThat(seconds / handled).isCloseTo(total.handleTime(), within(1e-6));
        assertThat(present).isEqualTo(board.times().spent(now).values().stream().reduce(Duration.ZERO, Duration::plus));
    }

    /// The same log as it was then, with contacts still open.
    private static LogInMemory upTo(LogInMemory log, Instant now) {
        var known = new LogInMemory();
        known.append(log.read(0, Integer.MAX_VALUE).stream()
                .map(LogEntry::event)
                .filter(event -> event.at().isBefore(now))
                .toList());
        return known;
    }

    private static LiveDay board(LogInMemory log, LocalDate date) {
        var day = new LiveDay(Parameters.DEFAULTS, date.minusDays(1));
        var turned = false;
        for (var entry : log.read(0, Integer.MAX_VALUE)) {
            if (!turned && !entry.event().at().isBefore(Interval.day(date).from())) {
                day.turnTo(date);
                turned = true;
            }
            day.on(entry.event());
        }
        return day;
    }

    /// On every fourth there are too few agents, beginning with the first, so that callers overflow however few are
    /// tried.
    private static List<Event> threeDays(long seed, LocalDate date) {
        var agents = seed % 4 == 1 ? 2 : 5;
        var events = new ArrayList<Event>();
        for (var shift = -1; shift <= 1; shift++) {
            events.addAll(RandomDay.wholeDay(seed * 10 + shift, date.plusDays(shift), 150, agents));
        }
        events.sort(Comparator.comparing(Event::at));
        return withoutChangesOfState(events, date);
    }

    /// The days were made apart: an agent of the next day must not sign in while the last one still ends.
    private static List<Event> withoutChangesOfState(List<Event> events, LocalDate date) {
        var day = Interval.day(date);
        return events.stream()
                .filter(event ->
                        !(event instanceof AgentStateChanged) || event.at().isBefore(day.to()))
                .toList();
    }
}
