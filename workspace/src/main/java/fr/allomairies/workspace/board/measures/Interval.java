package fr.allomairies.workspace.board.measures;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A stretch of time, half-open: `from` belongs to it, `to` does not.
public record Interval(Instant from, Instant to) {

    public static final ZoneId CITY = ZoneId.of("Europe/Paris");

    /// The step of the trade's figures. Every offset of the city's zone is a multiple of it.
    public static final Duration QUARTER = Duration.ofMinutes(15);

    public Interval {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("an interval ends after it begins: " + from + " to " + to);
        }
    }

    /// 23, 24 or 25 hours.
    public static Interval day(LocalDate date) {
        return new Interval(
                date.atStartOfDay(CITY).toInstant(),
                date.plusDays(1).atStartOfDay(CITY).toInstant());
    }

    public static Instant quarterOf(Instant at) {
        return floor(at, QUARTER);
    }

    /// The quarter hours that it touches, cut at its ends.
    public List<Interval> quarters() {
        return split(QUARTER);
    }

    /// The whole steps of the clock that it touches, cut at its ends.
    ///
    /// @param step divides an hour, or is one
    public List<Interval> split(Duration step) {
        var parts = new ArrayList<Interval>();
        for (var start = floor(from, step); start.isBefore(to); start = start.plus(step)) {
            parts.add(new Interval(later(start, from), earlier(start.plus(step), to)));
        }
        return parts;
    }

    /// The calendar days that it touches, cut at its ends.
    public List<Interval> days() {
        return calendar(date -> date, date -> date.plusDays(1));
    }

    /// From Monday on, cut at its ends.
    public List<Interval> weeks() {
        return calendar(
                date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), date -> date.plusWeeks(1));
    }

    public List<Interval> months() {
        return calendar(date -> date.withDayOfMonth(1), date -> date.plusMonths(1));
    }

    private List<Interval> calendar(UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> next) {
        var parts = new ArrayList<Interval>();
        var date = first.apply(LocalDate.ofInstant(from, CITY));
        while (date.atStartOfDay(CITY).toInstant().isBefore(to)) {
            var after = next.apply(date);
            parts.add(new Interval(
                    later(date.atStartOfDay(CITY).toInstant(), from),
                    earlier(after.atStartOfDay(CITY).toInstant(), to)));
            date = after;
        }
        return parts;
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// How much of `[begin, end)` lies in it.
    public Duration overlap(Instant begin, Instant end) {
        var left = later(from, begin);
        var right = earlier(to, end);
        return left.isBefore(right) ? Duration.between(left, right) : Duration.ZERO;
    }

    private static Instant floor(Instant at, Duration step) {
        var seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
