package fr.allomairies.workspace.board.forecast;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A day of one channel as the days like it let expect.
///
/// @param quarters all of the day: 92, 96 or 100
/// @param used the days that it is made of, the latest first
/// @param odd the days that were left out, since far more or far fewer contacts came
/// @param handleTime in seconds; absent when nothing was handled
/// @param patience how long citizens would wait on average; absent when too few left to know
public record Forecast(
        LocalDate date,
        List<Quarter> quarters,
        List<LocalDate> used,
        List<LocalDate> odd,
        @Nullable Double handleTime,
        @Nullable Duration patience) {

    /// @param present how many agents were signed in on average
    public record Quarter(Instant from, Expectation arrivals, double present) {}

    /// Each day counts for so much of the one after it, so that four weeks halve its weight.
    private static final double FADING = 0.84;

    /// Two days cannot say which of them is odd.
    private static final int ENOUGH_TO_JUDGE = 3;

    /// However alike the days were, a difference of a fifth is no reason to leave one out.
    private static final double TOLERATED = 0.2;

    /// With fewer the patience is known to worse than a fifth.
    private static final int ENOUGH_ABANDONED = 30;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    /// @param alike days of the same kind, the latest first
    public static Forecast of(LocalDate date, List<PastDay> alike) {
        var odd = odd(alike);
        var used = alike.stream().filter(day -> !odd.contains(day)).toList();
        return new Forecast(
                date,
                Interval.day(date).quarters().stream()
                        .map(quarter -> quarter(quarter.from(), used))
                        .toList(),
                dates(used),
                dates(odd),
                handleTime(used),
                patience(used));
    }

    public double total() {
        return quarters.stream()
                .mapToDouble(quarter -> quarter.arrivals().mean())
                .sum();
    }

    private static List<PastDay> odd(List<PastDay> days) {
        if (days.size() < ENOUGH_TO_JUDGE) {
            return List.of();
        }
        var totals = new ArrayList<Sample>();
        days.forEach(day -> totals.add(new Sample(day.total(), weight(totals.size()))));
        var median = Sample.median(totals);
        var reach = Math.max(Sample.reach(totals), TOLERATED * median);
        return days.stream()
                .filter(day -> Math.abs(day.total() - median) > reach)
                .toList();
    }

    private static Quarter quarter(Instant from, List<PastDay> days) {
        var time = from.atZone(Interval.CITY).toLocalTime();
        return new Quarter(
                from,
                Expectation.of(at(time, days.stream().map(PastDay::arrivals).toList())),
                Sample.mean(at(time, days.stream().map(PastDay::present).toList())));
    }

    private static List<Sample> at(LocalTime time, List<Map<LocalTime, Double>> days) {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < days.size(); i++) {
            var value = days.get(i).get(time);
            if (value != null) {
                samples.add(new Sample(value, weight(i)));
            }
        }
        return samples;
    }

    /// The median of the days', where a day counts for more the more was handled.
    private static @Nullable Double handleTime(List<PastDay> days) {
        var times = new ArrayList<Sample>();
        for (var i = 0; i < days.size(); i++) {
            var day = days.get(i);
            if (day.handleTime() != null) {
                times.add(new Sample(Objects.requireNonNull(day.handleTime()), weight(i) * day.handled()));
            }
        }
        return times.isEmpty() ? null : Sample.median(times);
    }

    /// All waiting over all who gave up: the maximum-likelihood estimate when patience is exponential (Mandelbaum
    /// and Zeltyn 2007, as in Erlang A).
    private static @Nullable Duration patience(List<PastDay> days) {
        var abandoned = days.stream().mapToInt(PastDay::abandoned).sum();
        if (abandoned < ENOUGH_ABANDONED) {
            return null;
        }
        var waited = days.stream().map(PastDay::waited).reduce(Duration.ZERO, Duration::plus);
        var patience = waited.dividedBy(abandoned);
        return patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience;
    }

    private static double weight(int age) {
        return Math.pow(FADING, age);
    }

    private static List<LocalDate> dates(List<PastDay> days) {
        return days.stream().map(PastDay::date).toList();
    }
}
