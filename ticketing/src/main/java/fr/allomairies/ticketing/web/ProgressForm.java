package fr.allomairies.ticketing.web;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.ticketing.flow.ServiceAnswers;
import fr.allomairies.ticketing.model.ProgressRule;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an officer typed, as it was typed.
record ProgressForm(
        @Nullable String progress,
        @Nullable String reason,
        @Nullable String newDate) {

    static final ProgressForm EMPTY = new ProgressForm(null, null, null);

    static final Refusal DATE_UNREADABLE = new Refusal("date-unreadable", "newDate is year-month-day");

    private static final int LONGEST_REASON = 2_000;

    /// It is not the service's to do.
    boolean isRefusal() {
        return ServiceAnswers.REFUSED.equals(progress);
    }

    /// What cannot even be read.
    Optional<Refusal> unreadable() {
        if (!isRefusal()
                && Arrays.stream(ServiceProgress.values())
                        .noneMatch(known -> known.name().equals(progress))) {
            return Optional.of(new Refusal("progress-unknown", "progress is IN_PROGRESS, DELAYED, DONE or REFUSED"));
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            return Optional.of(new Refusal("reason-too-long", "the reason has at most 2000 characters"));
        }
        return isDate() ? Optional.empty() : Optional.of(DATE_UNREADABLE);
    }

    ServiceProgress known() {
        return ServiceProgress.valueOf(String.valueOf(progress));
    }

    @Nullable
    LocalDate date() {
        return newDate == null || newDate.isBlank() ? null : LocalDate.parse(newDate);
    }

    /// The field that a refusal speaks of; empty when it speaks of the ticket.
    static Optional<String> field(Refusal refusal) {
        return switch (refusal.code()) {
            case ProgressRule.REASON_MISSING, "refusal-reason-missing", "reason-too-long" -> Optional.of("reason");
            case ProgressRule.DATE_MISSING, ProgressRule.DATE_PAST, "date-unreadable" -> Optional.of("newDate");
            case "progress-unknown" -> Optional.of("progress");
            default -> Optional.empty();
        };
    }

    boolean isDate() {
        try {
            date();
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
