package fr.allomairies.application.parts;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/// The trial server's mail as files: a folder for each address, a file for each mail, renamed once it has been read.
record MailOnDisk(Path folder) {

    /// Names a mail's file in the mail itself, as a server's trace headers do.
    private static final String HEADER = "X-Allo-Trial-Id";

    private static final String UNREAD = ".eml";
    private static final String READ = ".read.eml";

    record Kept(String id, boolean read, Path file) {}

    /// When this returns, the mail is on disk.
    void keep(String address, MimeMessage message) throws MessagingException, IOException {
        if (message.getHeader(HEADER) == null) {
            message.setHeader(HEADER, UUID.randomUUID().toString());
        }
        var mailbox = Files.createDirectories(mailbox(address));
        var unfinished = mailbox.resolve(id(message) + ".tmp");
        try (var out = Files.newOutputStream(unfinished)) {
            message.writeTo(out);
        }
        Files.move(unfinished, mailbox.resolve(id(message) + UNREAD), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The file that the mail is kept in; empty for one that came by another way than [#keep].
    static String id(MimeMessage message) throws MessagingException {
        var header = message.getHeader(HEADER);
        return header == null ? "" : header[0];
    }

    List<String> addresses() throws IOException {
        try (var mailboxes = Files.list(folder)) {
            return mailboxes
                    .map(mailbox -> URLDecoder.decode(mailbox.getFileName().toString(), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }
    }

    /// Oldest first.
    List<Kept> kept(String address) throws IOException {
        if (!Files.isDirectory(mailbox(address))) {
            return List.of();
        }
        try (var files = Files.list(mailbox(address))) {
            return files.filter(file -> file.toString().endsWith(UNREAD))
                    .sorted((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()))
                    .map(MailOnDisk::kept)
                    .toList();
        }
    }

    private static Kept kept(Path file) {
        var name = file.getFileName().toString();
        return new Kept(name.substring(0, name.indexOf('.')), name.endsWith(READ), file);
    }

    static MimeMessage load(Kept kept) throws IOException, MessagingException {
        try (var in = Files.newInputStream(kept.file())) {
            return new MimeMessage(jakarta.mail.Session.getInstance(new Properties()), in);
        }
    }

    void mark(Kept kept, boolean read) throws IOException {
        Files.move(kept.file(), kept.file().resolveSibling(kept.id() + (read ? READ : UNREAD)));
    }

    private Path mailbox(String address) {
        return folder.resolve(URLEncoder.encode(address, StandardCharsets.UTF_8));
    }
}
