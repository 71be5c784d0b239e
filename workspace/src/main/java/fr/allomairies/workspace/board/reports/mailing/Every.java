package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Step;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// How long the periods are, each right after the other.
enum Every {
    DAY,
    /// From Monday on.
    WEEK,
    MONTH;

    /// The first day of the period in which the day lies.
    LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /// @param first of a period
    LocalDate next(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }

    /// @param first of a period
    LocalDate before(LocalDate first) {
        return first(first.minusDays(1));
    }

    /// Whether a period that ends now began before what is known.
    ///
    /// @param since what is known
    boolean isBeyond(Instant since, Instant now) {
        var today = LocalDate.ofInstant(now, Interval.CITY);
        var began = switch (this) {
            case DAY -> today.minusDays(1);
            case WEEK -> today.minusWeeks(1);
            case MONTH -> today.minusMonths(1);
        };
        return Interval.day(began).from().isBefore(since);
    }

    Step step() {
        return this == DAY ? Step.HOUR : Step.DAY;
    }

    static Optional<Every> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
