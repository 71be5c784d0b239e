package fr.allomairies.channels.email;

import fr.allomairies.channels.content.Charsets;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One mail as it came. What is broken reads as absent; nothing here throws because of what a sender wrote.
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Mail(byte[] raw, MimeMessage message) {

    private static final int LONGEST_LINE = 500;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,200}>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"(),:;]+@[^\\s@<>\"(),:;]+");

    static Mail of(byte[] raw) {
        try {
            return new Mail(raw, new MimeMessage(Lenient.SESSION, new ByteArrayInputStream(raw)));
        } catch (MessagingException e) {
            return new Mail(raw, new MimeMessage(Lenient.SESSION));
        }
    }

    /// The first header of the name as written, unfolded.
    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        try {
            var values = message.getHeader(name);
            return values == null
                    ? List.of()
                    : List.of(values).stream().map(MimeUtility::unfold).toList();
        } catch (MessagingException _) {
            return List.of();
        }
    }

    Optional<String> messageId() {
        return header("Message-ID").flatMap(Mail::firstId);
    }

    /// The sender's address: From, or Sender where From holds none.
    Optional<EmailAddress> from() {
        return address("From").or(() -> address("Sender")).or(() -> address("Return-Path"));
    }

    /// Where he wants the answer.
    Optional<EmailAddress> replyTo() {
        return address("Reply-To").or(this::from);
    }

    Optional<String> fromName() {
        return header("From").flatMap(Mail::name).map(name -> PlainText.line(name, LONGEST_LINE));
    }

    String subject() {
        return PlainText.line(header("Subject").map(Mail::decoded).orElse(""), LONGEST_LINE);
    }

    /// Message-IDs of the thread, the one answered first, then from the newest to the oldest.
    List<String> thread() {
        var ids = new ArrayList<String>();
        header("In-Reply-To").map(Mail::ids).ifPresent(ids::addAll);
        header("References").map(Mail::ids).map(List::reversed).ifPresent(ids::addAll);
        return ids.stream().distinct().limit(50).toList();
    }

    static Optional<String> firstId(String header) {
        return ids(header).stream().findFirst();
    }

    private static List<String> ids(String header) {
        return MESSAGE_ID.matcher(header).results().map(found -> found.group()).toList();
    }

    /// Encoded words, or raw bytes of whatever charset.
    static String decoded(String header) {
        try {
            return MimeUtility.decodeText(header);
        } catch (UnsupportedEncodingException _) {
            return Charsets.decode(header.getBytes(StandardCharsets.ISO_8859_1), null);
        }
    }

    private Optional<EmailAddress> address(String name) {
        return header(name).flatMap(Mail::addressIn);
    }

    private static Optional<EmailAddress> addressIn(String header) {
        try {
            for (var address : InternetAddress.parseHeader(header, false)) {
                var found = emailAddress(address.getAddress());
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (MessagingException _) {
            // whatever looks like an address then
        }
        return ADDRESS.matcher(header)
                .results()
                .map(found -> found.group())
                .findFirst()
                .flatMap(Mail::emailAddress);
    }

    private static Optional<EmailAddress> emailAddress(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(EmailAddress::new);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(String header) {
        try {
            for (var address : InternetAddress.parseHeader(header, false)) {
                if (address.getPersonal() != null && !address.getPersonal().isBlank()) {
                    return Optional.of(address.getPersonal());
                }
            }
        } catch (MessagingException _) {
            // no name then
        }
        return Optional.empty();
    }
}
