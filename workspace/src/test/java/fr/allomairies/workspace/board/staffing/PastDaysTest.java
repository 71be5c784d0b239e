package fr.allomairies.workspace.board.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.workspace.board.LogInMemory;
import fr.allomairies.workspace.board.forecast.PastDay;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.RandomDay;
import fr.allomairies.workspace.board.reports.Reports;
import fr.allomairies.workspace.board.reports.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastDaysTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final AgentId ANNE = new AgentId("anne");

    private final LogInMemory log = new LogInMemory();

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-29", "2025-10-26"})
    void countsWhatTheReportCounts(LocalDate date) {
        log.append(ordered(RandomDay.wholeDay(3, date, 500, 8)));
        var later = Interval.day(date).to().plus(Duration.ofDays(2));
        var report = new Reports(log, Parameters.DEFAULTS, Clock.fixed(later, ZoneOffset.UTC))
                .report(Interval.day(date), Step.DAY);

        report.channels().forEach((code, figures) -> {
            var day = day(new ChannelKind(code), date, later);
            assertThat(inAll(day, date)).isEqualTo(figures.offered(), within(1e-9));
            assertThat(day.abandoned()).isEqualTo(figures.abandoned());
            assertThat(day.arrivals()).hasSize(date.getMonthValue() == 3 && date.getDayOfMonth() == 29 ? 92 : 96);
        });
        assertThat(report.channels()).containsKey("voice");
        var voice = day(ChannelKind.VOICE, date, later);
        assertThat(voice.handleTime()).isEqualTo(report.channels().get("voice").handleTime(), within(2.0));
    }

    @Test
    void knowsHowManyWereSignedIn() {
        var nine = MONDAY.atTime(9, 0).atZone(Interval.CITY).toInstant();
        log.append(aContact());
        log.append(
                new AgentStateChanged(nine, ANNE, AgentState.AVAILABLE, null),
                new AgentStateChanged(nine.plusSeconds(900), ANNE, AgentState.PAUSED, "lunch"),
                new AgentStateChanged(nine.plusSeconds(1350), ANNE, AgentState.OFFLINE, null));
        var present =
                day(ChannelKind.VOICE, MONDAY, nine.plus(Duration.ofDays(2))).present();

        assertThat(present.get(LocalTime.of(8, 45))).isZero();
        assertThat(present.get(LocalTime.of(9, 0))).isEqualTo(1);
        assertThat(present.get(LocalTime.of(9, 15))).isEqualTo(0.5);
        assertThat(present.get(LocalTime.of(9, 30))).isZero();
    }

    @Test
    void aDayWithoutContactsIsKnownToBeEmpty() {
        var day = day(ChannelKind.CHAT, MONDAY, Interval.day(MONDAY).to().plus(Duration.ofDays(1)));

        assertThat(day.arrivals())
                .hasSize(96)
                .allSatisfy((_, count) -> assertThat(count).isZero());
    }

    @Test
    void readsAFinishedDayOnce() {
        var past = new PastDays(log, Parameters.DEFAULTS);
        var later = Interval.day(MONDAY).to().plus(Duration.ofDays(1));
        log.append(ordered(RandomDay.openingHours(1, MONDAY, 50, 4)));
        var before = past.of(ChannelKind.VOICE, List.of(MONDAY), later);
        log.append(ordered(RandomDay.openingHours(2, MONDAY, 50, 4)));

        assertThat(past.of(ChannelKind.VOICE, List.of(MONDAY), later)).isEqualTo(before);
    }

    @Test
    void theFirstDayOfTheLogIsNotWhole() {
        var past = new PastDays(log, Parameters.DEFAULTS);
        assertThat(past.first()).isEmpty();
        log.append(ordered(RandomDay.openingHours(1, MONDAY, 5, 2)));

        assertThat(past.first()).contains(MONDAY.plusDays(1));
    }

    private PastDay day(ChannelKind channel, LocalDate date, Instant now) {
        return new PastDays(log, Parameters.DEFAULTS)
                .of(channel, List.of(date), now)
                .getFirst();
    }

    /// The hour that comes twice counts twice.
    private static double inAll(PastDay day, LocalDate date) {
        return Interval.day(date).quarters().stream()
                .mapToDouble(quarter ->
                        day.arrivals().get(quarter.from().atZone(Interval.CITY).toLocalTime()))
                .sum();
    }

    private static List<Event> aContact() {
        return ordered(RandomDay.openingHours(1, MONDAY, 20, 0));
    }

    private static List<Event> ordered(List<Event> events) {
        return events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }
}
