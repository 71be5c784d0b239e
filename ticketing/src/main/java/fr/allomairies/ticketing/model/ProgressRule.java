package fr.allomairies.ticketing.model;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a service must say when it reports: whoever is told of a delay, or of another date in
/// whatever words, is told why and until when.
public final class ProgressRule {

    public static final String REASON_MISSING = "reason-missing";
    public static final String DATE_MISSING = "date-missing";
    public static final String DATE_PAST = "date-past";
    public static final String DATE_FAR = "date-far";

    private static final int LONGEST_DELAY_YEARS = 5;

    private ProgressRule() {}

    public static Optional<Refusal> check(
            ServiceProgress progress, @Nullable String reason, @Nullable LocalDate newDate, LocalDate today) {
        var delayed = progress == ServiceProgress.DELAYED;
        if ((delayed || newDate != null) && (reason == null || reason.isBlank())) {
            return refuse(REASON_MISSING, "a delay or a new date needs a reason that can be told to the citizen");
        }
        if (newDate == null) {
            return delayed ? refuse(DATE_MISSING, "a delay needs the new date") : Optional.empty();
        }
        return date(newDate, today);
    }

    private static Optional<Refusal> date(LocalDate newDate, LocalDate today) {
        if (newDate.isBefore(today)) {
            return refuse(DATE_PAST, "the new date is in the past");
        }
        return newDate.isAfter(today.plusYears(LONGEST_DELAY_YEARS))
                ? refuse(DATE_FAR, "the new date is more than " + LONGEST_DELAY_YEARS + " years away")
                : Optional.empty();
    }

    private static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
