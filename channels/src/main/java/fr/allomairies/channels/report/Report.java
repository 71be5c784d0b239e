package fr.allomairies.channels.report;

import fr.allomairies.channels.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What an app reported, checked, with its photos redrawn. This is what the inbox keeps of it.
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
        String language) {

    /// Header with the service code, by which lists find a report that has no ticket yet.
    static final String SERVICE = "service";

    private static final JsonMapper JSON = JsonMapper.shared();

    Report {
        photos = List.copyOf(photos);
    }

    RawMessage raw(String externalId) {
        return new RawMessage(externalId, Map.of(SERVICE, serviceCode), JSON.writeValueAsBytes(this));
    }

    static Report of(RawMessage raw) {
        return JSON.readValue(raw.body(), Report.class);
    }

    /// Empty for what will be set aside.
    static Optional<Report> readable(RawMessage raw) {
        try {
            return Optional.of(of(raw));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The address of a photo elsewhere is told, never visited.
    String text() {
        return mediaUrl == null ? description : (description + "\n\n" + mediaUrl).strip();
    }

    /// The same words about the same place are the same report.
    String fingerprint() {
        return RawMessage.fingerprint(String.join(
                        "\n",
                        serviceCode,
                        String.valueOf(latitude),
                        String.valueOf(longitude),
                        String.valueOf(address),
                        description)
                .getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Photo(String name, String type, byte[] content) {}
}
