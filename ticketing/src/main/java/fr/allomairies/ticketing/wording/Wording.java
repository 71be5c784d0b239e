package fr.allomairies.ticketing.wording;

import fr.allomairies.ticketing.model.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/// The sentences of letters and notes, by key and language. French wherever a language is not spoken here.
@Component
public class Wording {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    public Wording() {
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

    /// Such as « lundi 5 janvier 2026 ».
    public String day(Locale locale, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .localizedBy(locale)
                .format(day);
    }

    /// Day and time of the city.
    public String moment(Locale locale, Instant instant) {
        return DateTimeFormatter.ofPattern(say(locale, "ticketing.moment"), locale)
                .format(instant.atZone(WorkingDays.CITY));
    }
}
