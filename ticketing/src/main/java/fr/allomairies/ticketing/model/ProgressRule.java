package fr.allomairies.ticketing.model;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a service must say when it reports: whoever is told of a delay is told why and until when.
public final class ProgressRule {

    public static final String REASON_MISSING = "reason-missing";
    public static final String DATE_MISSING = "date-missing";
    public static final String DATE_PAST = "date-past";

    private ProgressRule() {}

    public static Optional<Refusal> check(
            ServiceProgress progress, @Nullable String reason, @Nullable LocalDate newDate, LocalDate today) {
        if (progress != ServiceProgress.DELAYED) {
            return newDate != null && newDate.isBefore(today) ? Optional.of(past()) : Optional.empty();
        }
        if (reason == null || reason.isBlank()) {
            return refuse(REASON_MISSING, "a delay needs a reason that can be told to the citizen");
        }
        if (newDate == null) {
            return refuse(DATE_MISSING, "a delay needs the new date");
        }
        return newDate.isBefore(today) ? Optional.of(past()) : Optional.empty();
    }

    private static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }

    private static Refusal past() {
        return new Refusal(DATE_PAST, "the new date is in the past");
    }
}
