package fr.allomairies.workspace.board.measures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

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
        var days = new ArrayList<Interval>();
        for (var date = LocalDate.ofInstant(from, CITY); ; date = date.plusDays(1)) {
            var day = day(date);
            if (!day.from.isBefore(to)) {
                return days;
            }
            days.add(new Interval(later(day.from, from), earlier(day.to, to)));
        }
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
