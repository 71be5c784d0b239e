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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text and the files of one mail, found by walking its parts. A part that cannot be decoded is kept as it is
/// written; a mail without any part that can be read gives its raw text.
final class MailBody {

    private static final int DEEPEST = 30;
    private static final int MOST_FILES = 200;
    private static final int LONGEST = 200_000;

    private final StringBuilder text = new StringBuilder();
    private final List<NewAttachment> files = new ArrayList<>();
    private final Set<Sealing> sealings;

    private MailBody(Set<Sealing> sealings) {
        this.sealings = sealings;
    }

    static MailBody of(Mail mail) {
        var body = new MailBody(EnumSet.noneOf(Sealing.class));
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

    /// How the mail, or a part of it, is signed or encrypted.
    Set<Sealing> sealings() {
        return sealings;
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
                note(part, type);
                walkParts(part, type, depth);
            } else if (type.matches("application/(x-)?pkcs7-mime") && depth < DEEPEST) {
                walkSealed(part, depth);
            } else if (type.equals("application/ms-tnef") || name(part).equalsIgnoreCase("winmail.dat")) {
                unpack(part);
            } else if (type.equals("message/rfc822") && depth < DEEPEST) {
                walkMessage(part, depth);
            } else if (isText(part, type)) {
                appendText(string(part, type));
            } else {
                addFile(name(part), bytes(part));
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            keepAsWritten(part);
        }
    }

    private void note(Part part, String type) throws MessagingException {
        var pgp = part.getContentType().toLowerCase(Locale.ROOT).contains("application/pgp-");
        if (type.equals("multipart/signed")) {
            sealings.add(pgp ? Sealing.SIGNED_PGP : Sealing.SIGNED_SMIME);
        } else if (type.equals("multipart/encrypted")) {
            sealings.add(pgp ? Sealing.ENCRYPTED_PGP : Sealing.ENCRYPTED_SMIME);
        }
    }

    /// What is signed holds a part like any other. What is encrypted is a file.
    private void walkSealed(Part part, int depth) throws MessagingException, IOException {
        var content = bytes(part);
        var signed = SignedContent.of(content);
        if (signed.isPresent()) {
            sealings.add(Sealing.SIGNED_SMIME);
            walk(new MimeBodyPart(new ByteArrayInputStream(signed.get())), depth + 1);
        } else {
            if (!part.getContentType().toLowerCase(Locale.ROOT).contains("certs-only")) {
                sealings.add(Sealing.ENCRYPTED_SMIME);
            }
            addFile(name(part), content);
        }
    }

    /// Its text is often the text of the mail once more.
    private void unpack(Part part) throws MessagingException, IOException {
        var content = bytes(part);
        var unpacked = Tnef.of(content);
        unpacked.filter(_ -> text.toString().isBlank()).ifPresent(tnef -> append(tnef.text()));
        unpacked.ifPresent(tnef -> tnef.files().forEach(file -> addFile(file.name(), file.content())));
        if (unpacked.isEmpty()) {
            addFile(name(part), content);
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
        var plain = new MailBody(sealings);
        var rich = new MailBody(sealings);
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
            var body = new MailBody(sealings);
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

    private void appendText(String more) {
        var pgp = PgpText.of(more);
        pgp.ifPresent(found -> sealings.add(found.sealing()));
        append(pgp.map(PgpText::text).orElse(more));
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
