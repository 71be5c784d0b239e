package fr.allomairies.channels.wording;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/// The words of this module in French and English. Another language gets French.
@Component("channelsWording")
public class Wording {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    Wording() {
        messages.setBasename("messages/channels");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setDefaultLocale(Locale.FRENCH);
        messages.setFallbackToSystemLocale(false);
    }

    public static Wording create() {
        return new Wording();
    }

    /// @param language such as `fr`
    public String of(String key, String language, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.forLanguageTag(language));
    }
}
