package fr.allomairies.channels.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Reports from apps.
///
/// @param apiKeys who may file reports, one key for each app; without any, and without `apps`, no app may
/// @param apps further keys, by the name under which the desk sees what the app reports
/// @param jurisdiction the only `jurisdiction_id` that we answer to; it may be left out in a request
/// @param publicUrl address under which citizens and apps reach us, as discovery tells it; empty for that of the
/// request
/// @param contact what discovery tells an app's maker who has a question
/// @param largestPhoto a bigger file is refused
/// @param mostPhotos more in one report are refused
/// @param perMinute so many reports of the citizens' page are taken from one address
@ConfigurationProperties("allo.report")
public record ReportSettings(
        @DefaultValue List<String> apiKeys,
        @DefaultValue("nicecotedazur.org") String jurisdiction,
        @DefaultValue("") String publicUrl,
        @DefaultValue("mairie@allo.test") String contact,
        @DefaultValue("12MB") DataSize largestPhoto,
        @DefaultValue("4") int mostPhotos,
        @DefaultValue("20") int perMinute,
        @DefaultValue Map<String, String> apps) {

    private static final int SHORTEST_KEY = 16;

    public ReportSettings {
        apiKeys = apiKeys.stream().filter(key -> !key.isBlank()).toList();
        apps = Map.copyOf(apps);
        var keys = Stream.concat(apiKeys.stream(), apps.values().stream()).toList();
        if (keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
            throw new IllegalArgumentException(
                    "a key of allo.report.api-keys or .apps has at least " + SHORTEST_KEY + " characters");
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("a key stands twice in allo.report.api-keys and .apps");
        }
        if (perMinute < 1) {
            throw new IllegalArgumentException("allo.report.per-minute is at least 1, was: " + perMinute);
        }
        if (mostPhotos < 0 || mostPhotos > 10) {
            throw new IllegalArgumentException("allo.report.most-photos is 0 to 10, was: " + mostPhotos);
        }
    }
}
