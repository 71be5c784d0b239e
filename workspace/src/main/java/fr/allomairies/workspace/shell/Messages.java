package fr.allomairies.workspace.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.support.ResourceBundleMessageSource;

/// The texts of all modules.
final class Messages extends ResourceBundleMessageSource {

    Messages(List<String> basenames) {
        setBasenames(basenames.toArray(String[]::new));
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
        setDefaultLocale(Locale.FRENCH);
    }

    /// The patterns as they are written, by key.
    Map<String, String> withPrefix(String prefix, Locale locale) {
        return getBasenameSet().stream()
                .map(name -> getResourceBundle(name, locale))
                .filter(Objects::nonNull)
                .flatMap(bundle -> bundle.keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> Map.entry(key, bundle.getString(key))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
