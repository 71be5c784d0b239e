package fr.allomairies.channels.email;

import fr.allomairies.channels.content.Charsets;
import fr.allomairies.channels.content.FileType;
import fr.allomairies.channels.content.HtmlText;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.ticketing.NewAttachment;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text and the files of one mail, found by walking its parts. A part that cannot be decoded is kept as it is
/// written; a mail without any part that can be read gives its raw text.
final class MailBody {

    private static final int DEEPEST = 30;
    private static final int MOST_FILES = 200;
    private static final int LONGEST = 200_000;

    private final StringBuilder text = new StringBuilder();
    private final List<NewAttachment> files = new ArrayList<>();

    private MailBody() {}

    static MailBody of(Mail mail) {
        var body = new MailBody();
        body.walk(mail.message(), 0);
        if (body.text.toString().isBlank() && body.files.isEmpty()) {
            body.text.append(rawText(mail.raw()));
        }
        return body;
    }

    /// Text longer than anybody reads is a file beside its beginning.
    String text() {
        return PlainText.clean(text.toString(), LONGEST);
    }

    List<NewAttachment> files() {
        if (text.length() > LONGEST) {
            addFile("message.txt", text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private void walk(Part part, int depth) {
        try {
            var type = type(part);
            if (type.startsWith("multipart/") && depth < DEEPEST) {
                walkParts(part, type, depth);
            } else if (type.equals("message/rfc822") && depth < DEEPEST) {
                walkMessage(part, depth);
            } else if (isText(part, type)) {
                append(string(part, type));
            } else {
                addFile(name(part), bytes(part));
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            keepAsWritten(part);
        }
    }

    private void walkParts(Part part, String type, int depth) throws MessagingException, IOException {
        if (!(part.getContent() instanceof Multipart parts)) {
            append(Charsets.decode(bytes(part), null));
            return;
        }
        if (type.equals("multipart/alternative") && parts.getCount() > 0) {
            walkBest(parts, depth);
            return;
        }
        for (int i = 0; i < parts.getCount(); i++) {
            walk(parts.getBodyPart(i), depth + 1);
        }
        if (parts.getCount() == 0) {
            keepAsWritten(part);
        }
    }

    /// The plain one of the alternatives if it says anything, or else the richest that does.
    private void walkBest(Multipart parts, int depth) throws MessagingException {
        var plain = new MailBody();
        var rich = new MailBody();
        for (int i = 0; i < parts.getCount(); i++) {
            var part = parts.getBodyPart(i);
            (type(part).equals("text/plain") ? plain : rich).walk(part, depth + 1);
        }
        append((plain.text.toString().isBlank() ? rich : plain).text.toString());
        files.addAll(rich.files);
        files.addAll(plain.files);
    }

    /// A message within the message is a file; where there is nothing else, its text is the text.
    private void walkMessage(Part part, int depth) throws MessagingException, IOException {
        var inner = Mail.of(bytes(part));
        var subject = inner.subject();
        addFile((subject.isBlank() ? "message" : subject) + ".eml", inner.raw());
        if (text.toString().isBlank()) {
            var body = new MailBody();
            body.walk(inner.message(), depth + 1);
            append(body.text.toString());
        }
    }

    private void keepAsWritten(Part part) {
        try {
            var stream = part instanceof MimeBodyPart inner
                    ? inner.getRawInputStream()
                    : ((MimeMessage) part).getRawInputStream();
            append(Charsets.decode(stream.readAllBytes(), null));
        } catch (MessagingException | IOException | RuntimeException _) {
            // nothing can be had of this part; the raw mail is kept in the inbox
        }
    }

    private static boolean isText(Part part, String type) {
        if (!type.equals("text/plain") && !type.equals("text/html") && !type.equals("text")) {
            return false;
        }
        try {
            return !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) && part.getFileName() == null;
        } catch (MessagingException _) {
            return true;
        }
    }

    private static String string(Part part, String type) throws MessagingException, IOException {
        var decoded = Charsets.decode(bytes(part), charset(part));
        return type.equals("text/html") ? HtmlText.of(decoded) : decoded;
    }

    private static @Nullable String charset(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getParameter("charset");
        } catch (MessagingException _) {
            return null;
        }
    }

    private static byte[] bytes(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String type(Part part) throws MessagingException {
        var type = part.getContentType();
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private String name(Part part) {
        try {
            return Optional.ofNullable(part.getFileName()).map(Mail::decoded).orElseGet(() -> id(part).orElse(""));
        } catch (MessagingException _) {
            return "";
        }
    }

    private static Optional<String> id(Part part) {
        try {
            return Optional.ofNullable(((MimePart) part).getContentID()).map(id -> id.replaceAll("[<>]|@.*", ""));
        } catch (MessagingException _) {
            return Optional.empty();
        }
    }

    private void addFile(String name, byte[] content) {
        if (content.length > 0 && files.size() < MOST_FILES) {
            var safe = PlainText.line(name.replaceAll("[/\\\\:*?\"<>|]", "_"), 120);
            files.add(new NewAttachment(
                    safe.isBlank() ? "file-" + (files.size() + 1) : safe, FileType.of(content, safe), content));
        }
    }

    private void append(String more) {
        if (!more.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(more.strip());
        }
    }

    private static String rawText(byte[] raw) {
        var whole = Charsets.decode(raw, null).replace("\r\n", "\n");
        var end = whole.indexOf("\n\n");
        return end < 0 ? whole : whole.substring(end);
    }
}
