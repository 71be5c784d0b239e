package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import java.util.Map;

/// A mail of the mailbox as a raw message, named by its Message-ID or, without one, by its content.
final class MailboxMessage {

    private static final String SIZE = "size";

    private MailboxMessage() {}

    static RawMessage of(byte[] bytes) {
        return of(bytes, Map.of());
    }

    /// @param bytes of the whole mail, of which only the header is held
    static RawMessage tooLarge(byte[] header, long bytes) {
        return of(header, Map.of(SIZE, String.valueOf(bytes)));
    }

    /// Bytes of the mail as it travelled.
    static long size(RawMessage raw) {
        return raw.header(SIZE).map(Long::parseLong).orElse((long) raw.body().length);
    }

    private static RawMessage of(byte[] bytes, Map<String, String> headers) {
        return new RawMessage(
                Mail.of(bytes).messageId().orElseGet(() -> RawMessage.fingerprint(bytes)), headers, bytes);
    }
}
