package fr.allomairies.workspace.board.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final int WEEKS = 8;

    @Test
    void aDayIsLikeTheSameDaysOfTheWeeksBefore() {
        var alike = new DaysAlike().of(MONDAY, LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-01"));

        assertThat(alike)
                .containsExactly(
                        LocalDate.parse("2026-02-23"),
                        LocalDate.parse("2026-02-16"),
                        LocalDate.parse("2026-02-09"),
                        LocalDate.parse("2026-02-02"));
    }

    @Test
    void aPublicHolidayIsLikeOtherHolidaysAndLikeNoMonday() {
        var days = new DaysAlike();
        var first = LocalDate.parse("2025-10-01");
        var easterMonday = LocalDate.parse("2026-04-06");

        assertThat(days.of(easterMonday, first, easterMonday))
                .containsExactly(
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2025-12-25"),
                        LocalDate.parse("2025-11-11"),
                        LocalDate.parse("2025-11-01"));
        assertThat(days.of(LocalDate.parse("2026-04-13"), first, LocalDate.parse("2026-04-13")))
                .doesNotContain(easterMonday)
                .startsWith(LocalDate.parse("2026-03-30"))
                .hasSize(WEEKS);
    }

    @Test
    void neverReadsTheDayItselfNorWhatIsNotOverYet() {
        var days = new DaysAlike();

        assertThat(days.of(MONDAY, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-23")))
                .startsWith(LocalDate.parse("2026-02-16"));
        assertThat(days.of(MONDAY, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-06-01")))
                .startsWith(LocalDate.parse("2026-02-23"));
    }

    @Test
    void expectsWhatCameOnAverage() {
        var errors = new ArrayList<Double>();
        for (var seed = 0; seed < 20; seed++) {
            errors.add(Forecast.of(MONDAY, mondays(new Random(seed), 1)).total() / expectedOfADay() - 1);
        }

        assertThat(errors).allSatisfy(error -> assertThat(error).isBetween(-0.12, 0.12));
        assertThat(errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isEqualTo(0, within(0.03));
    }

    @Test
    void aRangeHoldsFourNewCountsOfFive() {
        var inside = 0;
        var all = 0;
        for (var seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var forecast = Forecast.of(MONDAY, mondays(random, 1));
            for (var quarter : forecast.quarters()) {
                var mean = mean(quarter.from().atZone(Interval.CITY).toLocalTime());
                if (mean > 5) {
                    var came = poisson(random, mean);
                    inside += came >= quarter.arrivals().low()
                                    && came <= quarter.arrivals().high()
                            ? 1
                            : 0;
                    all++;
                }
            }
        }

        assertThat((double) inside / all).isBetween(0.74, 0.88);
    }

    @Test
    void oneOddDaySpoilsNothing() {
        var days = mondays(new Random(1), 1);
        var quiet = Forecast.of(MONDAY, days);
        var spoilt = new ArrayList<>(days);
        spoilt.set(0, monday(new Random(7), 0, 3));
        var forecast = Forecast.of(MONDAY, spoilt);

        assertThat(forecast.odd()).containsExactly(spoilt.getFirst().date());
        assertThat(forecast.used()).hasSize(WEEKS - 1);
        assertThat(forecast.total()).isEqualTo(quiet.total(), within(0.06 * quiet.total()));
    }

    @Test
    void oneOddHourOfAnOrdinaryDaySpoilsNothing() {
        var days = mondays(new Random(1), 1);
        var quiet = Forecast.of(MONDAY, days);
        var spoilt = new ArrayList<>(days);
        var burst = new TreeMap<>(days.getFirst().arrivals());
        burst.put(LocalTime.of(10, 0), 60.0);
        spoilt.set(0, day(days.getFirst().date(), burst));

        assertThat(at(Forecast.of(MONDAY, spoilt), LocalTime.of(10, 0)))
                .isEqualTo(at(quiet, LocalTime.of(10, 0)), within(2.0));
    }

    @Test
    void recentWeeksCountForMore() {
        var rising = new ArrayList<PastDay>();
        for (var week = 0; week < WEEKS; week++) {
            var count = 20.0 - week;
            rising.add(day(MONDAY.minusWeeks(week + 1), new TreeMap<>(Map.of(LocalTime.NOON, count))));
        }

        assertThat(at(Forecast.of(MONDAY, rising), LocalTime.NOON)).isBetween(16.8, 18.0);
    }

    @Test
    void daysOfTwentyThreeAndTwentyFiveHoursFollowTheClockOnTheWall() {
        var shortDay = Forecast.of(LocalDate.parse("2026-03-29"), mondays(new Random(1), 1));
        var longDay = Forecast.of(LocalDate.parse("2026-10-25"), mondays(new Random(1), 1));

        assertThat(shortDay.quarters()).hasSize(92);
        assertThat(longDay.quarters()).hasSize(100);
        assertThat(at(shortDay, LocalTime.of(10, 0)))
                .isEqualTo(at(longDay, LocalTime.of(10, 0)))
                .isPositive();
    }

    @Test
    void knowsThePatienceOnceEnoughHaveLeft() {
        var ten = new PastDay(MONDAY, Map.of(), Map.of(), 5, 180.0, Duration.ofMinutes(30), 10);

        assertThat(Forecast.of(MONDAY, List.of(ten, ten)).patience()).isNull();
        assertThat(Forecast.of(MONDAY, List.of(ten, ten, ten)).patience()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void oneDayOfEndlessCallsDoesNotMoveTheHandleTime() {
        var days = new ArrayList<PastDay>();
        for (var seconds : new double[] {900, 200, 190, 210, 200}) {
            days.add(new PastDay(MONDAY, Map.of(), Map.of(), 100, seconds, Duration.ZERO, 0));
        }

        assertThat(Forecast.of(MONDAY, days).handleTime()).isBetween(190.0, 210.0);
    }

    @Test
    void nothingIsExpectedOfNothing() {
        var forecast = Forecast.of(MONDAY, List.of());

        assertThat(forecast.total()).isZero();
        assertThat(forecast.handleTime()).isNull();
        assertThat(forecast.quarters()).hasSize(96);
    }

    private static double at(Forecast forecast, LocalTime time) {
        return forecast.quarters().stream()
                .filter(quarter ->
                        quarter.from().atZone(Interval.CITY).toLocalTime().equals(time))
                .findFirst()
                .orElseThrow()
                .arrivals()
                .mean();
    }

    private static List<PastDay> mondays(Random random, double factor) {
        var days = new ArrayList<PastDay>();
        for (var week = 0; week < WEEKS; week++) {
            days.add(monday(random, week, factor));
        }
        return days;
    }

    private static PastDay monday(Random random, int week, double factor) {
        var counts = new TreeMap<LocalTime, Double>();
        for (var quarter = 0; quarter < 96; quarter++) {
            var time = LocalTime.MIN.plusMinutes(15L * quarter);
            counts.put(time, poisson(random, factor * mean(time)));
        }
        return day(MONDAY.minusWeeks(week + 1), counts);
    }

    private static PastDay day(LocalDate date, TreeMap<LocalTime, Double> arrivals) {
        return new PastDay(date, arrivals, Map.of(), 0, null, Duration.ZERO, 0);
    }

    /// From eight to six, with a morning that is twice as busy.
    private static double mean(LocalTime time) {
        if (time.getHour() < 8 || time.getHour() >= 18) {
            return 0;
        }
        return time.getHour() < 12 ? 8 : 4;
    }

    private static double expectedOfADay() {
        return 16 * 8 + 24 * 4;
    }

    private static double poisson(Random random, double mean) {
        var limit = Math.exp(-mean);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
