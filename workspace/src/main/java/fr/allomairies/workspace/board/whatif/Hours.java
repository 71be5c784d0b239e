package fr.allomairies.workspace.board.whatif;

import fr.allomairies.routing.PastDays.Span;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A part of a day by the clock on the wall, in minutes since midnight.
///
/// @param to first minute after it, at most 24:00
record Hours(int from, int to) {

    private static final int DAY = 24 * 60;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:h|[:h](\\d{2}))?");

    /// `10`, `10h`, `10:30` or `10h30`; empty for anything else.
    static Optional<Integer> minutes(String typed) {
        var time = TIME.matcher(typed.strip());
        if (!time.matches()) {
            return Optional.empty();
        }
        var minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        var minutes = Integer.parseInt(time.group(1)) * 60 + minute;
        return minute < 60 && minutes <= DAY ? Optional.of(minutes) : Optional.empty();
    }

    boolean overlaps(Hours other) {
        return from < other.to && other.from < to;
    }

    /// Whether the clock shows both times on that day; it leaps over an hour in March.
    boolean exist(LocalDate day) {
        return shown(day, from) && shown(day, to);
    }

    /// In order, and those that touch as one.
    static List<Span> spans(LocalDate day, List<Hours> hours) {
        var joined = new ArrayList<Hours>();
        for (var next :
                hours.stream().sorted(Comparator.comparingInt(Hours::from)).toList()) {
            if (!joined.isEmpty() && joined.getLast().to == next.from) {
                joined.add(new Hours(joined.removeLast().from, next.to));
            } else {
                joined.add(next);
            }
        }
        return joined.stream()
                .map(part -> new Span(instant(day, part.from), instant(day, part.to)))
                .toList();
    }

    private static boolean shown(LocalDate day, int minutes) {
        return !Interval.CITY.getRules().getValidOffsets(local(day, minutes)).isEmpty();
    }

    private static Instant instant(LocalDate day, int minutes) {
        return local(day, minutes).atZone(Interval.CITY).toInstant();
    }

    private static LocalDateTime local(LocalDate day, int minutes) {
        return day.atStartOfDay().plusMinutes(minutes);
    }
}
