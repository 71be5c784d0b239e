package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.HouseMail.Enclosed;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Outgoing.Letter;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/// Composes our mails.
final class MailWriter {

    private final String domain;

    /// @param domain of our Message-IDs
    MailWriter(String domain) {
        this.domain = domain;
    }

    /// @param from mailbox that it leaves from
    byte[] letter(Letter letter, CityMailbox from) {
        try {
            var message = message(from, Objects.requireNonNull(letter.recipient()), letter.subject(), letter.text());
            var thread = letter.inReplyTo().stream()
                    .filter(id -> id.matches("<\\S+@\\S+>"))
                    .toList();
            if (!thread.isEmpty()) {
                message.setHeader("In-Reply-To", thread.getLast());
                message.setHeader("References", String.join("\r\n ", thread));
            }
            if (from.subaddresses()) {
                message.setReplyTo(
                        new InternetAddress[] {sender(Subaddress.of(from, letter.interaction()), from.name())});
            }
            if (letter.automatic()) {
                automatic(message);
            }
            return bytes(message, MessageIds.of(letter.interaction(), domain));
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot compose interaction " + letter.interaction(), e);
        }
    }

    /// @param about Message-ID of the mail that it answers
    byte[] notice(
            CityMailbox from,
            EmailAddress recipient,
            String subject,
            String text,
            List<String> about,
            String messageId) {
        try {
            var message = message(from, recipient, subject, text);
            if (!about.isEmpty()) {
                message.setHeader("In-Reply-To", about.getFirst());
                message.setHeader("References", about.getFirst());
            }
            automatic(message);
            return bytes(message, messageId);
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot compose a notice", e);
        }
    }

    /// To somebody of the house.
    byte[] house(
            CityMailbox from,
            EmailAddress recipient,
            String subject,
            String text,
            List<Enclosed> files,
            String messageId) {
        try {
            var message = message(from, recipient, subject, text);
            if (!files.isEmpty()) {
                var parts = new MimeMultipart();
                var words = new MimeBodyPart();
                words.setText(text, StandardCharsets.UTF_8.name());
                parts.addBodyPart(words);
                for (var file : files) {
                    var part = new MimeBodyPart();
                    part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
                    part.setFileName(file.name());
                    parts.addBodyPart(part);
                }
                message.setContent(parts);
            }
            automatic(message);
            return bytes(message, messageId);
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot compose a mail of the house", e);
        }
    }

    private static MimeMessage message(CityMailbox from, EmailAddress recipient, String subject, String text)
            throws MessagingException {
        var message = new MimeMessage(Lenient.SESSION);
        message.setFrom(sender(from.address().value(), from.name()));
        message.setRecipient(RecipientType.TO, new InternetAddress(recipient.value()));
        message.setSubject(subject.replaceAll("[\\r\\n]+", " "), StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Instant.now()));
        return message;
    }

    private static InternetAddress sender(String address, String name) {
        try {
            return new InternetAddress(address, name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void automatic(MimeMessage message) throws MessagingException {
        message.setHeader("Auto-Submitted", "auto-replied");
        message.setHeader("X-Auto-Response-Suppress", "All");
    }

    private static byte[] bytes(MimeMessage message, String messageId) throws MessagingException {
        message.saveChanges();
        message.setHeader("Message-ID", messageId);
        var out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
