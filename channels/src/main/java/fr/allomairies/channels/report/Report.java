package fr.allomairies.channels.report;

import fr.allomairies.channels.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What was reported, checked, with its photos redrawn. This is what the inbox keeps of it.
///
/// @param answers to the questions of its service, in words
/// @param joins number of the report that its citizen says is the same
/// @param source name of the app that brought it
record Report(
        String serviceCode,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String address,
        String description,
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String mediaUrl,
        List<Photo> photos,
        String language,
        List<String> answers,
        @Nullable String joins,
        @Nullable String source) {

    /// Headers by which a report that has no ticket yet is listed, told and, by [#EMAIL] and [#PHONE], found for its
    /// citizen. Lists never read it whole, for its photos are in it.
    static final String SERVICE = "service";

    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String ADDRESS = "address";
    static final String TEXT = "text";
    static final String LANGUAGE = "language";
    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String PARTNER = "partner";

    private static final JsonMapper JSON = JsonMapper.shared();

    Report {
        photos = List.copyOf(photos);
        answers = List.copyOf(Objects.requireNonNullElse(answers, List.of())); // an older version kept none
    }

    RawMessage raw(String externalId) {
        return new RawMessage(externalId, headers(), JSON.writeValueAsBytes(this));
    }

    private Map<String, String> headers() {
        var headers = new HashMap<>(Map.of(SERVICE, serviceCode, TEXT, text(), LANGUAGE, language));
        put(headers, LATITUDE, latitude);
        put(headers, LONGITUDE, longitude);
        put(headers, ADDRESS, address);
        put(headers, EMAIL, email);
        put(headers, PHONE, phone);
        put(headers, PARTNER, source);
        return headers;
    }

    private static void put(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    static Report of(RawMessage raw) {
        return JSON.readValue(raw.body(), Report.class);
    }

    boolean hasPlace() {
        return latitude != null || address != null;
    }

    /// The address of a photo elsewhere is told, never visited.
    String text() {
        // quoted, as they are in our words: no question raises the alarm
        var quoted = answers.stream().map(answer -> "> " + answer).collect(Collectors.joining("\n"));
        return Stream.of(description, quoted, Objects.requireNonNullElse(mediaUrl, ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /// The same words about the same place are the same report.
    String fingerprint() {
        return RawMessage.fingerprint(String.join(
                        "\n",
                        serviceCode,
                        String.valueOf(latitude),
                        String.valueOf(longitude),
                        String.valueOf(address),
                        description,
                        String.join("\n", answers))
                .getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Photo(String name, String type, byte[] content) {}
}
