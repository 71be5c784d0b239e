package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The days that somebody asks for, both included, as they were typed.
///
/// @param problem ends the key of the text that says what is wrong; empty when all is well
record Days(String from, String to, String problem) {

    static final int LONGEST_DAYS = 366;

    static Days of(Optional<String> from, Optional<String> to) {
        var first = from.orElseGet(() -> LocalDate.now(Interval.CITY).toString());
        var last = to.orElse(first);
        return new Days(first, last, problem(first, last));
    }

    boolean isGood() {
        return problem.isEmpty();
    }

    public LocalDate first() {
        return LocalDate.parse(from);
    }

    public LocalDate last() {
        return LocalDate.parse(to);
    }

    Interval interval() {
        if (!isGood()) {
            throw new IllegalArgumentException("from and to are dates such as 2026-03-02, in their order, at most "
                    + LONGEST_DAYS + " days apart");
        }
        return new Interval(Interval.day(first()).from(), Interval.day(last()).to());
    }

    /// What is known reaches back so far.
    Days reaching(Instant since) {
        return isGood() && interval().from().isBefore(since) ? new Days(from, to, "old") : this;
    }

    /// No more intervals than somebody reads.
    Days by(Step step) {
        var most = step == Step.QUARTER ? 14 : step == Step.HOUR ? 62 : LONGEST_DAYS;
        return isGood() && first().plusDays(most).isBefore(last().plusDays(1)) ? new Days(from, to, "fine") : this;
    }

    private static String problem(String from, String to) {
        try {
            var first = LocalDate.parse(from);
            var last = LocalDate.parse(to);
            if (first.getYear() < 2000 || last.getYear() > 9000) {
                return "date";
            }
            if (last.isBefore(first)) {
                return "order";
            }
            return first.plusDays(LONGEST_DAYS).isAfter(last) ? "" : "length";
        } catch (DateTimeException _) {
            return "date";
        }
    }
}
