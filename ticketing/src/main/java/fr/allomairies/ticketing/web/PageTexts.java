package fr.allomairies.ticketing.web;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a template asks for in one language: `words.day(…)`, `words.service(…)`.
record PageTexts(Locale locale, Wording wording, Catalogue catalogue) {

    public String day(LocalDate day) {
        return wording.day(locale, day);
    }

    public String moment(Instant instant) {
        return wording.moment(locale, instant);
    }

    public String service(@Nullable ServiceCode service) {
        return service == null ? "" : wording.service(locale, service);
    }

    public String category(CategoryCode code) {
        return catalogue.category(code).orElseGet(catalogue::other).label(locale.getLanguage());
    }
}
