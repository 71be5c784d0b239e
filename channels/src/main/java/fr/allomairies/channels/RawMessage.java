package fr.allomairies.channels;

import java.util.Map;
import java.util.Optional;

/// A message as it came, before anybody understood it. Stored whole before the sender is told that we have it.
///
/// @param externalId the channel's own id, or a hash of the content: the same id twice is one message
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RawMessage(String externalId, Map<String, String> headers, byte[] body) {

    public RawMessage {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
