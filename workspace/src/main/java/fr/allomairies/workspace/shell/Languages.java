package fr.allomairies.workspace.shell;

import fr.allomairies.ticketing.Catalogue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/// French, and English. Each module brings `messages/<module>_fr.properties` and `_en.properties`, which are found by
/// themselves. The language is the one chosen with `?lang=`, else the browser's, else French.
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

    static final List<Locale> KNOWN = List.of(Locale.FRENCH, Locale.ENGLISH);

    @Bean
    Messages messageSource(ResourcePatternResolver resources, ObjectProvider<Catalogue> catalogue) throws IOException {
        return new Messages(basenames(resources), catalogue::getIfAvailable);
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new KnownLanguage();
        resolver.setDefaultLocaleFunction(
                request -> known(request.getHeader("Accept-Language") == null ? Locale.FRENCH : request.getLocale()));
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("lang");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }

    static Locale known(@Nullable Locale wanted) {
        return KNOWN.stream()
                .filter(locale -> wanted != null && locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.FRENCH);
    }

    private static List<String> basenames(ResourcePatternResolver resources) throws IOException {
        return Arrays.stream(resources.getResources("classpath*:/messages/*_fr.properties"))
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .map(name -> "messages/" + name.substring(0, name.length() - "_fr.properties".length()))
                .distinct()
                .sorted()
                .toList();
    }

    /// Keeps the choice in a cookie and lets nothing but the known languages in.
    private static final class KnownLanguage extends CookieLocaleResolver {

        KnownLanguage() {
            super("lang");
        }

        @Override
        protected Locale parseLocaleValue(String value) {
            return known(super.parseLocaleValue(value));
        }
    }
}
