package fr.allomairies.channels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A message as it came, before anybody understood it. Stored whole before the sender is told that we have it.
///
/// @param externalId the channel's own id, or a hash of the content: the same id twice is one message
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RawMessage(String externalId, Map<String, String> headers, byte[] body) {

    /// Header with the id of the contact, where somebody has given it one already.
    public static final String CONTACT = "contact";

    private static final int LONGEST_ID = 200;

    /// An external id that is too long to be kept, or holds what no table can hold, is replaced by its hash.
    public RawMessage {
        headers = Map.copyOf(headers);
        if (externalId.length() > LONGEST_ID
                || externalId.chars().anyMatch(c -> c < ' ' || Character.isSurrogate((char) c))) {
            externalId = fingerprint(externalId.getBytes(StandardCharsets.UTF_16BE));
        }
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Its contact arrived before it, as a call does before its menu.
    boolean isAnnounced() {
        return headers.containsKey(CONTACT);
    }

    /// Names content that has no id of its own.
    public static String fingerprint(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
