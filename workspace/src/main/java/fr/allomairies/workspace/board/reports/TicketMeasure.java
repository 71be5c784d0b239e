package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.TicketRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which requests stand behind a figure of requests. Its rule is the text `reports.rule.<code>`.
public enum TicketMeasure {
    RECEIVED,
    RESOLVED,
    /// Whose citizen said in the interval how satisfied he is; each of several that are one matter.
    OPINIONS,
    /// Whose citizen said in the interval that what was resolved is not fixed; each of several that are one matter.
    NOT_FIXED,
    /// Received in the interval, its matter found by the assistant.
    SORTED,
    /// Of those, whose category nobody has changed.
    KEPT_AS_SORTED,
    OPEN,
    /// Open, by age in working days.
    AGE_0_1,
    AGE_2_5,
    AGE_6_10,
    AGE_OVER_10;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Of the backlog, whatever the interval.
    boolean ofNow() {
        return ordinal() >= OPEN.ordinal();
    }

    boolean ofAssistant() {
        return this == SORTED || this == KEPT_AS_SORTED;
    }

    /// What each citizen says for himself.
    private boolean ofCitizen() {
        return this == OPINIONS || this == NOT_FIXED;
    }

    boolean counts(TicketRecord ticket, Interval interval, WorkingAge age) {
        if (!ticket.counts() && !ofCitizen() && !ofAssistant()) {
            return false;
        }
        return switch (this) {
            case RECEIVED -> interval.contains(ticket.received());
            case RESOLVED -> ticket.resolved() != null && interval.contains(ticket.resolved());
            case OPINIONS ->
                ticket.opinion() != null && interval.contains(ticket.opinion().at());
            case NOT_FIXED -> ticket.notFixed().stream().anyMatch(interval::contains);
            case SORTED -> ticket.sortedAs() != null && interval.contains(ticket.received());
            case KEPT_AS_SORTED -> ticket.keptAsSorted() && interval.contains(ticket.received());
            case OPEN -> ticket.open();
            case AGE_0_1 -> ticket.open() && age.of(ticket.received()) <= 1;
            case AGE_2_5 -> ticket.open() && isWithin(age.of(ticket.received()), 2, 5);
            case AGE_6_10 -> ticket.open() && isWithin(age.of(ticket.received()), 6, 10);
            case AGE_OVER_10 -> ticket.open() && age.of(ticket.received()) > 10;
        };
    }

    private static boolean isWithin(int age, int least, int most) {
        return age >= least && age <= most;
    }

    static Optional<TicketMeasure> of(String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.code().equals(code))
                .findFirst();
    }
}
