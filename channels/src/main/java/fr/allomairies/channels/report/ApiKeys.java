package fr.allomairies.channels.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may file reports, and see what citizens wrote in theirs.
@Component
class ApiKeys {

    private final ReportSettings settings;
    private final KeptPartnerKeys kept;

    ApiKeys(ReportSettings settings, KeptPartnerKeys kept) {
        this.settings = settings;
        this.kept = kept;
    }

    Origin check(@Nullable String key) throws Fault {
        if (key == null || key.isBlank()) {
            throw Fault.forbidden("api_key was not provided");
        }
        return origin(key).orElseThrow(() -> Fault.forbidden("api_key is not valid"));
    }

    boolean isKnown(@Nullable String key) {
        return key != null && origin(key).isPresent();
    }

    /// Tells by no time how much of a wrong key is right.
    private Optional<Origin> origin(String given) {
        var named = settings.apps().entrySet().stream()
                .filter(app -> isSame(app.getValue(), given))
                .map(app -> new Origin(given, app.getKey()))
                .toList();
        var unnamed = settings.apiKeys().stream()
                .filter(known -> isSame(known, given))
                .map(_ -> new Origin(given, null))
                .toList();
        return Stream.concat(named.stream(), unnamed.stream())
                .findFirst()
                .or(() -> kept.partner(given).map(ApiKeys::partner));
    }

    /// Whatever key it has: a report that is sent again after a renewal is the same report.
    private static Origin partner(String name) {
        return new Origin("partner " + name, name);
    }

    private static boolean isSame(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
