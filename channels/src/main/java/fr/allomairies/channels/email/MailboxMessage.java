package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A mail of the mailbox as a raw message, named by its Message-ID or, without one, by its content.
final class MailboxMessage {

    /// Header with the address of the mailbox, of what came and of what leaves.
    static final String MAILBOX = "mailbox";

    private static final String SIZE = "size";

    private MailboxMessage() {}

    static RawMessage of(byte[] bytes, String mailbox) {
        return of(bytes, Map.of(MAILBOX, mailbox));
    }

    /// @param bytes of the whole mail, of which only the header is held
    static RawMessage tooLarge(byte[] header, long bytes, String mailbox) {
        return of(header, Map.of(SIZE, String.valueOf(bytes), MAILBOX, mailbox));
    }

    /// Bytes of the mail as it travelled.
    static long size(RawMessage raw) {
        return raw.header(SIZE).map(Long::parseLong).orElse((long) raw.body().length);
    }

    /// One of another content, of a sender whose program names all mails alike. Of one that was erased nothing is
    /// known any more.
    static Optional<RawMessage> other(RawMessage known, RawMessage again) {
        if (known.body().length == 0) {
            return Optional.empty();
        }
        var content = content(again);
        return content.equals(content(known))
                ? Optional.empty()
                : Optional.of(new RawMessage(again.externalId() + content, again.headers(), again.body()));
    }

    /// Names what is said in it, however it travelled.
    private static String content(RawMessage raw) {
        var mail = Mail.of(raw.body());
        var body = MailBody.of(mail);
        var said = Stream.concat(
                Stream.of(mail.from().map(EmailAddress::value).orElse(""), mail.subject(), body.text()),
                body.files().stream().map(file -> RawMessage.fingerprint(file.content())));
        return RawMessage.fingerprint(
                said.map(part -> part.replaceAll("\\s+", " ").strip())
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static RawMessage of(byte[] bytes, Map<String, String> headers) {
        return new RawMessage(
                Mail.of(bytes).messageId().orElseGet(() -> RawMessage.fingerprint(bytes)), headers, bytes);
    }
}
