package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialMailServerIT {

    private static final String CITY = "mairie@allo.test";
    private static final String PASSWORD = "0123456789abcdef";

    @TempDir
    Path folder;

    private PartsSettings settings;

    @Test
    void keepsMailAcrossRestartsWithWhatWasReadAndDeleted() throws Exception {
        try (var server = start()) {
            send("unread");
            send("read");
            send("deleted");
            inbox(messages -> {
                for (var message : messages) {
                    message.setFlag(Flag.SEEN, message.getSubject().equals("read"));
                    message.setFlag(Flag.DELETED, message.getSubject().equals("deleted"));
                }
            });
            assertThat(server).isNotNull();
        }
        try (var server = start()) {
            inbox(messages -> {
                assertThat(subjects(messages)).containsExactly("unread", "read");
                assertThat(messages[0].isSet(Flag.SEEN)).isFalse();
                assertThat(messages[1].isSet(Flag.SEEN)).isTrue();
            });
            assertThat(server).isNotNull();
        }
    }

    @Test
    void hasAMailOnDiskOnceItsSenderIsToldThatItWasTaken() throws Exception {
        try (var server = start()) {
            send("kept");

            assertThat(new MailOnDisk(folder).kept(CITY)).hasSize(1);
            assertThat(server).isNotNull();
        }
    }

    @Test
    void takesABounceWhichComesFromNobody() throws Exception {
        try (var server = start()) {
            send("bounced", "<>");

            inbox(messages -> {
                assertThat(subjects(messages)).containsExactly("bounced");
                assertThat(messages[0].getHeader("Return-Path")).containsExactly("<>");
            });
            assertThat(server).isNotNull();
        }
    }

    private interface Reading {
        void of(Message[] messages) throws MessagingException;
    }

    private TrialMailServer start() throws Exception {
        settings = new PartsSettings(
                false,
                0,
                false,
                null,
                new PartsSettings.AsteriskPorts(0, 0, 0, 0, 0),
                true,
                Ports.freeOr(0),
                Ports.freeOr(0),
                CITY,
                Duration.ofSeconds(3));
        return TrialMailServer.start(folder, settings, PASSWORD);
    }

    private void send(String subject) throws MessagingException {
        send(subject, "citizen@example.test");
    }

    private void send(String subject, String returnPath) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", settings.smtpPort());
        properties.put("mail.smtp.from", returnPath);
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("citizen@example.test");
        message.setRecipient(RecipientType.TO, new InternetAddress(CITY));
        message.setSubject(subject);
        message.setText("Bonjour");
        Transport.send(message);
    }

    private void inbox(Reading reading) throws MessagingException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", settings.imapPort(), CITY, PASSWORD);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                reading.of(inbox.getMessages());
            }
        }
    }

    private static List<String> subjects(Message[] messages) {
        return Arrays.stream(messages)
                .map(message -> {
                    try {
                        return message.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
