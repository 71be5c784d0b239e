package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// The period of a report, as it is asked for.
final class Period {

    /// The report is held in memory while it is made.
    static final int LONGEST_DAYS = 93;

    private Period() {}

    /// @param from an instant such as `2026-03-02T08:00:00Z`, or a date, which is its first instant in the city
    /// @param to likewise, and no longer part of the period
    static Interval of(String from, String to) {
        var begin = instant("from", from);
        var end = instant("to", to);
        if (end.isBefore(begin)) {
            throw new IllegalArgumentException("to comes before from: " + to + " before " + from);
        }
        if (Duration.between(begin, end).toDays() > LONGEST_DAYS) {
            throw new IllegalArgumentException("from and to are at most " + LONGEST_DAYS + " days apart");
        }
        return new Interval(begin, end);
    }

    /// Whole days, the last one too.
    static Interval ofDays(String first, String last) {
        try {
            return of(
                    LocalDate.parse(first).toString(),
                    LocalDate.parse(last).plusDays(1).toString());
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "from and to are dates such as 2026-03-02, were: " + first + " and " + last);
        }
    }

    private static Instant instant(String name, String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : Interval.day(LocalDate.parse(text)).from();
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    name + " is a date such as 2026-03-02 or an instant such as 2026-03-02T08:00:00Z, was: " + text);
        }
    }
}
