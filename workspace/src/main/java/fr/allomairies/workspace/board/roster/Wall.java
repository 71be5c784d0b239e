package fr.allomairies.workspace.board.roster;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time as a clock on the wall of the city shows it. In the night in which the clocks go back an hour comes twice,
/// and only its offset tells which is meant; in the other night an hour is missing.
///
/// @param offset as written, where it was
record Wall(LocalTime time, @Nullable ZoneOffset offset, boolean isEndOfDay) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,2})\\s*[:hH]\\s*(\\d{2})?(?::00)?\\s*([+-]\\d{2}:\\d{2}|Z)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter TIME_AND_OFFSET = DateTimeFormatter.ofPattern("HH:mmxxx");

    /// Such as `8:30`, `08h30`, `24:00` for the end of the day, `02:30+01:00`.
    ///
    /// @throws Refused `time`
    static Wall of(String typed) {
        var found = FORM.matcher(typed.strip());
        if (!found.matches()) {
            throw new Refused("time", typed);
        }
        try {
            var hour = Integer.parseInt(found.group(1));
            var minute = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
            var offset = found.group(3) == null ? null : ZoneOffset.of(found.group(3));
            var isEnd = hour == 24 && minute == 0;
            return new Wall(isEnd ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute), offset, isEnd);
        } catch (DateTimeException _) {
            throw new Refused("time", typed);
        }
    }

    /// @throws Refused `gap`, `twice` or `offset`
    Instant on(LocalDate date) {
        var local = (isEndOfDay ? date.plusDays(1) : date).atTime(time);
        var offsets = Interval.CITY.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new Refused("gap", TIME.format(time), date);
        }
        if (offset == null && offsets.size() > 1) {
            throw new Refused("twice", TIME.format(time), date, time + "+02:00", time + "+01:00");
        }
        if (offset != null && !offsets.contains(offset)) {
            throw new Refused("offset", time + offset.getId(), date);
        }
        return local.toInstant(offset == null ? offsets.getFirst() : offset);
    }

    /// The end of what begins on that day: on the same, or on the next where the clock shows no later time. Where an
    /// hour comes twice its offset may tell that it is the same day all the same.
    ///
    /// @param from when it begins
    /// @throws Refused as [#on]
    Instant after(Wall begin, Instant from, LocalDate date) {
        var day = begin.isEndOfDay ? date.plusDays(1) : date;
        if ((isEndOfDay || begin.time.isBefore(time) || isToldApart(day)) && on(day).isAfter(from)) {
            return on(day);
        }
        return on(day.plusDays(1));
    }

    private boolean isToldApart(LocalDate date) {
        var offsets = Interval.CITY.getRules().getValidOffsets(date.atTime(time));
        return offsets.size() > 1 && offset != null && offsets.contains(offset);
    }

    /// As [#of] reads it.
    static String text(Instant at) {
        var zoned = at.atZone(Interval.CITY);
        var offsets = Interval.CITY.getRules().getValidOffsets(zoned.toLocalDateTime());
        return zoned.format(offsets.size() > 1 ? TIME_AND_OFFSET : TIME);
    }
}
