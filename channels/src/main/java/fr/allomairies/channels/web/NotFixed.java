package fr.allomairies.channels.web;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.ticketing.NewAttachment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the inbox keeps of who says that his request is not fixed, also when it is too late to dispute it.
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record NotFixed(String text, @Nullable String photoType, byte @Nullable [] photo) {

    private static final String HEADER = "not-fixed";
    private static final String YES = "yes";
    private static final JsonMapper JSON = JsonMapper.shared();

    RawMessage raw(String externalId, String token, boolean disputes, String language) {
        var headers = Map.of(WebAdapter.TOKEN, token, WebAdapter.LANGUAGE, language, HEADER, disputes ? YES : "no");
        return new RawMessage(externalId, headers, JSON.writeValueAsBytes(this));
    }

    static boolean is(RawMessage raw) {
        return raw.header(HEADER).isPresent();
    }

    static boolean disputes(RawMessage raw) {
        return raw.header(HEADER).filter(YES::equals).isPresent();
    }

    static NotFixed of(RawMessage raw) {
        return JSON.readValue(raw.body(), NotFixed.class);
    }

    List<NewAttachment> attachments() {
        return photoType == null || photo == null
                ? List.of()
                : List.of(
                        new NewAttachment(photoType.equals("image/png") ? "photo.png" : "photo.jpg", photoType, photo));
    }
}
