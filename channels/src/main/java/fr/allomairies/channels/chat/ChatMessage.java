package fr.allomairies.channels.chat;

import fr.allomairies.channels.RawMessage;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The message that opens a contact, with what the widget knows of the citizen. This is what the inbox keeps of it.
///
/// @param before tracking token of the ticket that the conversation was about before
/// @param told by the assistant, where it spoke to the citizen first
record ChatMessage(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        String language,
        @Nullable String before,
        String text,
        @Nullable Told told) {

    private static final JsonMapper JSON = JsonMapper.shared();

    ChatMessage {
        Objects.requireNonNull(text, "text");
    }

    RawMessage raw(String externalId, Map<String, String> headers) {
        return new RawMessage(externalId, headers, JSON.writeValueAsBytes(this));
    }

    static ChatMessage of(RawMessage raw) {
        return JSON.readValue(raw.body(), ChatMessage.class);
    }
}
