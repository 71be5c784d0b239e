package fr.allomairies.channels.report;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Reports from apps.
///
/// @param apiKeys who may file reports, one key for each app; without any, nobody may
/// @param jurisdiction the only `jurisdiction_id` that we answer to; it may be left out in a request
/// @param publicUrl address under which citizens and apps reach us, as discovery tells it; empty for that of the
/// request
/// @param contact what discovery tells an app's maker who has a question
/// @param largestPhoto a bigger file is refused
/// @param mostPhotos more in one report are refused
@ConfigurationProperties("allo.report")
public record ReportSettings(
        @DefaultValue List<String> apiKeys,
        @DefaultValue("nicecotedazur.org") String jurisdiction,
        @DefaultValue("") String publicUrl,
        @DefaultValue("mairie@allo.test") String contact,
        @DefaultValue("12MB") DataSize largestPhoto,
        @DefaultValue("4") int mostPhotos) {

    private static final int SHORTEST_KEY = 16;

    public ReportSettings {
        apiKeys = apiKeys.stream().filter(key -> !key.isBlank()).toList();
        if (apiKeys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
            throw new IllegalArgumentException(
                    "a key of allo.report.api-keys has at least " + SHORTEST_KEY + " characters");
        }
        if (mostPhotos < 0 || mostPhotos > 10) {
            throw new IllegalArgumentException("allo.report.most-photos is 0 to 10, was: " + mostPhotos);
        }
    }
}
