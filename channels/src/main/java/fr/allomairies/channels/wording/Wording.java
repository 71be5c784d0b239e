package fr.allomairies.channels.wording;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/// The words of this module in French and English. Another language gets French.
@Component("channelsWording")
public class Wording {

    private final Bundle messages = new Bundle();

    public Wording() {
        messages.setBasename("messages/channels");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setDefaultLocale(Locale.FRENCH);
        messages.setFallbackToSystemLocale(false);
    }

    /// @param language such as `fr`
    public String of(String key, String language, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.forLanguageTag(language));
    }

    /// The words whose keys begin with the prefix, by the rest of their keys.
    public Map<String, String> withPrefix(String prefix, String language) {
        return messages.all(Locale.forLanguageTag(language)).entrySet().stream()
                .filter(word -> word.getKey().startsWith(prefix))
                .collect(Collectors.toMap(word -> word.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    private static final class Bundle extends ResourceBundleMessageSource {

        Map<String, String> all(Locale locale) {
            var bundle = Objects.requireNonNull(getResourceBundle("messages/channels", locale));
            return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
        }
    }
}
