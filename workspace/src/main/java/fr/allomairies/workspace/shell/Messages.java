package fr.allomairies.workspace.shell;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/// The texts of all modules, and the names of the services, which are the catalogue's: `service.<code>`.
final class Messages extends ResourceBundleMessageSource {

    private static final String SERVICE = "service.";

    private final Supplier<@Nullable Catalogue> catalogue;

    /// @param catalogue asked late: messages are there before anything else
    Messages(List<String> basenames, Supplier<@Nullable Catalogue> catalogue) {
        this.catalogue = catalogue;
        setBasenames(basenames.toArray(String[]::new));
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
        setDefaultLocale(Locale.FRENCH);
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        return code.startsWith(SERVICE)
                ? service(code.substring(SERVICE.length()), locale)
                : super.resolveCodeWithoutArguments(code, locale);
    }

    private @Nullable String service(String code, Locale locale) {
        var known = catalogue.get();
        if (known == null || !ServiceCode.isCode(code)) {
            return null;
        }
        return known.service(new ServiceCode(code))
                .map(service -> service.label(locale))
                .orElse(null);
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
