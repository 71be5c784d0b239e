package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.PhoneNumbers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Codes and times as people read them.
public final class Shown {

    static final ZoneId CITY = ZoneId.of("Europe/Paris");
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Catalogue catalogue;
    private final Locale locale;

    Shown(Catalogue catalogue, Locale locale) {
        this.catalogue = catalogue;
        this.locale = locale;
    }

    public String category(CategoryCode code) {
        return catalogue
                .category(code)
                .map(category -> category.label(locale.getLanguage()))
                .orElse(code.value());
    }

    public String time(Instant at) {
        return TIME.format(at.atZone(CITY));
    }

    /// The first and the last minute of what lies on one day.
    public String window(Instant from, Instant until) {
        return TIME.format(from.atZone(CITY)) + "–" + CLOCK.format(until.atZone(CITY));
    }

    /// As a field of a form takes a day.
    public String form(Instant at) {
        return at.atZone(CITY).toLocalDate().toString();
    }

    public String clock(Instant at) {
        return CLOCK.format(at.atZone(CITY));
    }

    public String day(LocalDate day) {
        return DAY.format(day);
    }

    public String phone(PhoneNumber number) {
        return PhoneNumbers.written(number.e164());
    }

    /// The colour of its badge.
    public String badge(TicketStatus status) {
        return switch (status) {
            case NEW -> "badge-accent";
            case IN_HAND -> "badge-warn";
            case WITH_SERVICE -> "badge-violet";
            case RESOLVED, CLOSED -> "badge-good";
        };
    }

    static boolean isOpen(TicketStatus status) {
        return status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
    }

    public boolean late(TicketStatus status, LocalDate due) {
        return isOpen(status) && due.isBefore(LocalDate.now(CITY));
    }
}
