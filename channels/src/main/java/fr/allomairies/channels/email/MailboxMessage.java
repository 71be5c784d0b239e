package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;

/// A mail fetched from the mailbox. Of one too large to be held only the header is fetched.
final class MailboxMessage {

    private static final String SIZE = "size";
    private static final int LARGEST_HELD = 100 << 20;

    private MailboxMessage() {}

    static RawMessage capture(Message message) throws MessagingException, IOException {
        var size = size(message);
        var bytes = size > LARGEST_HELD ? header(message) : whole(message);
        var headers = size > LARGEST_HELD ? Map.of(SIZE, String.valueOf(size)) : Map.<String, String>of();
        return new RawMessage(
                Mail.of(bytes).messageId().orElseGet(() -> RawMessage.fingerprint(bytes)), headers, bytes);
    }

    /// Bytes of the mail as it travelled.
    static long size(RawMessage raw) {
        return raw.header(SIZE).map(Long::parseLong).orElse((long) raw.body().length);
    }

    /// Asked for alone: the envelope that a server makes of a header which breaks the rules may be unreadable.
    private static int size(Message message) throws MessagingException {
        var wanted = new FetchProfile();
        wanted.add(FetchProfile.Item.SIZE);
        message.getFolder().fetch(new Message[] {message}, wanted);
        return message.getSize();
    }

    private static byte[] whole(Message message) throws MessagingException, IOException {
        var out = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
        message.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] header(Message message) throws MessagingException {
        var text = new StringBuilder();
        for (var header : Collections.list(message.getAllHeaders())) {
            text.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
