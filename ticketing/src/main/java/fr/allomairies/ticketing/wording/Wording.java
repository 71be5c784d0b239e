package fr.allomairies.ticketing.wording;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.model.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/// The sentences of letters and notes, by key and language. French wherever a language is not spoken here.
@Component
public class Wording {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    private final Catalogue catalogue;

    public Wording(Catalogue catalogue) {
        this.catalogue = catalogue;
        messages.setBasename("messages/ticketing");
        messages.setDefaultEncoding("UTF-8");
        messages.setDefaultLocale(Locale.FRENCH);
        messages.setFallbackToSystemLocale(false);
    }

    /// @param language code of a language, such as that of a ticket
    public static Locale locale(String language) {
        return language.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    public String say(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /// The name of a municipal service, in the middle of a sentence.
    public String service(Locale locale, ServiceCode service) {
        return catalogue.service(service).map(known -> known.label(locale)).orElseGet(service::value);
    }

    /// Such as « lundi 5 janvier 2026 », or « vendredi 1er mai 2026 ».
    public String day(Locale locale, LocalDate day) {
        return format(locale, "ticketing.day", day);
    }

    /// Day and time of the city.
    public String moment(Locale locale, Instant instant) {
        return format(locale, "ticketing.moment", instant.atZone(WorkingDays.CITY));
    }

    private String format(Locale locale, String pattern, TemporalAccessor time) {
        var key = time.get(ChronoField.DAY_OF_MONTH) == 1 ? pattern + ".first" : pattern;
        return DateTimeFormatter.ofPattern(say(locale, key), locale).format(time);
    }
}
