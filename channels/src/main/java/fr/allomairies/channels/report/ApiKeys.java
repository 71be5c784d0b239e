package fr.allomairies.channels.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may file reports, and see what citizens wrote in theirs.
@Component
class ApiKeys {

    private final ReportSettings settings;

    ApiKeys(ReportSettings settings) {
        this.settings = settings;
    }

    void check(@Nullable String key) throws Fault {
        if (key == null || key.isBlank()) {
            throw Fault.forbidden("api_key was not provided");
        }
        if (!isKnown(key)) {
            throw Fault.forbidden("api_key is not valid");
        }
    }

    /// Takes the same time for every wrong key.
    boolean isKnown(@Nullable String key) {
        var given = Optional.ofNullable(key).orElse("").getBytes(StandardCharsets.UTF_8);
        return settings.apiKeys().stream()
                        .filter(known -> MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given))
                        .count()
                > 0;
    }
}
