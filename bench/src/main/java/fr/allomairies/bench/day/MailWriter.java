package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Mail;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/// Citizens who write, by SMTP.
final class MailWriter {

    private static final List<String> MATTERS = List.of(
            "Lampadaire éteint devant l'école",
            "Demande d'acte de naissance",
            "Dépôt sauvage rue de la Buffa",
            "Nid-de-poule dangereux",
            "Inscription à la cantine",
            "Bruit la nuit place Garibaldi");

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String city;
    private final String day;
    private final Ledger ledger;
    private final Session session;

    /// @param city address of the city's mailbox
    /// @param day tells this day's mails from another's
    MailWriter(DayOptions options, String city, String day, Ledger ledger) {
        this.city = city;
        this.day = day;
        this.ledger = ledger;
        var settings = new Properties();
        settings.put("mail.smtp.host", options.host());
        settings.put("mail.smtp.port", options.port(2525));
        settings.put("mail.smtp.connectiontimeout", "10000");
        settings.put("mail.smtp.timeout", "30000");
        this.session = Session.getInstance(settings);
    }

    void write(Mail mail) throws InterruptedException {
        var key = messageId(mail);
        try {
            sendUntilTaken(message(mail, key));
            ledger.write(mail, key, Seen.TAKEN);
        } catch (MessagingException _) {
            ledger.write(mail, key, Seen.FAILED);
        }
    }

    /// As mail servers do: the same mail, until it is taken.
    private static void sendUntilTaken(MimeMessage message) throws MessagingException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Transport.send(message);
                return;
            } catch (MessagingException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    String address(int nth) {
        return "usager" + nth + '.' + day + "@citoyens.test";
    }

    private String messageId(Mail mail) {
        var nth = mail.kind() == PlannedContact.MailKind.DUPLICATE ? mail.about() : mail.nth();
        return "day-" + day + '-' + nth + "@citoyens.test";
    }

    private MimeMessage message(Mail mail, String key) throws MessagingException {
        var message = new FixedIdMessage(session, '<' + key + '>');
        message.setFrom(new InternetAddress(address(mail.about())));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(city));
        var matter = MATTERS.get(mail.about() % MATTERS.size());
        switch (mail.kind()) {
            case NEW, DUPLICATE -> text(message, matter, "Bonjour,\n\n" + matter + ". Merci de faire le nécessaire.\n");
            case REPLY -> {
                text(message, "Re: " + matter, "J'ajoute une précision.\n\n> " + matter + '\n');
                message.setHeader("In-Reply-To", "<day-" + day + '-' + mail.about() + "@citoyens.test>");
                message.setHeader("References", "<day-" + day + '-' + mail.about() + "@citoyens.test>");
            }
            case AUTOMATIC_REPLY -> {
                text(message, "Absence : Re: " + matter, "Je suis absent jusqu'à lundi.\n");
                message.setHeader("Auto-Submitted", "auto-replied");
            }
            case BOUNCE -> bounce(message, mail);
        }
        message.saveChanges();
        return message;
    }

    private static void text(MimeMessage message, String subject, String text) throws MessagingException {
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
    }

    /// A delivery status notification in the form of RFC 3464.
    private void bounce(MimeMessage message, Mail mail) throws MessagingException {
        message.setFrom(new InternetAddress("MAILER-DAEMON@citoyens.test"));
        message.setSubject("Undelivered Mail Returned to Sender");
        var words = new MimeBodyPart();
        words.setText("The mail system could not deliver your message.");
        var status = new MimeBodyPart();
        status.setDataHandler(new DataHandler(new ByteArrayDataSource(
                """
                Reporting-MTA: dns; citoyens.test

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                """.formatted(address(mail.about())).getBytes(StandardCharsets.US_ASCII), "message/delivery-status")));
        message.setContent(new MimeMultipart("report; report-type=delivery-status", words, status));
    }

    private static final class FixedIdMessage extends MimeMessage {

        private final String id;

        FixedIdMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
