package fr.allomairies.ticketing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// For how long personal data is kept, until somebody says otherwise in the administration. Sources: GDPR, art. 5 (1) e
/// and 30; no text fixes the months, which the city
/// takes from its own schedule of archives: *unverified*, its legal office decides.
///
/// @param months after the last word on a closed request, before it is anonymised. Default 24
/// @param categories other months for a category, or for all of a theme such as `roads`; the category decides before
///     its theme, and both before the channel
/// @param channels other months for requests of a channel such as `chat`
/// @param traceMonths for numbers of callers, and for messages that became no request. Default 12
/// @param erasures file that names each erasure, to be done again on a restored backup; none: no file is kept
/// @param controller who is responsible, as the register names him
/// @param officer how the data-protection officer is reached, as the register says it
@ConfigurationProperties("allo.privacy")
public record PrivacySettings(
        int months,
        Map<String, Integer> categories,
        Map<String, Integer> channels,
        int traceMonths,
        @Nullable Path erasures,
        @Nullable String controller,
        @Nullable String officer) {

    public PrivacySettings(
            @DefaultValue("24") int months,
            @Nullable Map<String, Integer> categories,
            @Nullable Map<String, Integer> channels,
            @DefaultValue("12") int traceMonths,
            @Nullable Path erasures,
            @Nullable String controller,
            @Nullable String officer) {
        this.months = months;
        this.categories = categories == null ? Map.of() : Map.copyOf(categories);
        this.channels = channels == null ? Map.of() : Map.copyOf(channels);
        this.traceMonths = traceMonths;
        this.erasures = erasures;
        this.controller = controller;
        this.officer = officer;
        check("months", months);
        check("trace-months", traceMonths);
        this.categories.forEach((category, value) -> check("categories." + category, value));
        this.channels.forEach((channel, value) -> check("channels." + channel, value));
    }

    /// What holds until somebody says otherwise in the administration.
    public Periods periods() {
        return new Periods(months, categories, channels, traceMonths);
    }

    private static void check(String name, int months) {
        if (months < 1 || months > Periods.MOST) {
            throw new IllegalArgumentException(
                    "allo.privacy." + name + " is 1 to " + Periods.MOST + " months, was: " + months);
        }
    }
}
