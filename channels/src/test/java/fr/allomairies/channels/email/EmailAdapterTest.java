package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.CityMailbox.Server;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading.Automatic;
import fr.allomairies.channels.Reading.FromCitizen;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.IntakeEvent.AutomaticKind;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Outgoing.Letter;
import jakarta.mail.SendFailedException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class EmailAdapterTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final String HEAD = """
            From: Jeanne Martin <Jeanne.Martin@Example.org>
            To: mairie@allo.test
            Subject: Lampadaire
            Message-ID: <1@example.org>
            """;

    final EmailAdapter adapter = Adapters.email();

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
    void readsFrenchTextWhateverTheLabelClaims(String truth) throws Exception {
        for (var label : List.of("UTF-8", "ISO-8859-1", "us-ascii", "no-such-charset")) {
            var head = HEAD + "Content-Type: text/plain; charset=" + label + "\nContent-Transfer-Encoding: 8bit\n\n";
            var body = "Le réverbère d'à côté est éteint, où çà ?".getBytes(Charset.forName(truth));

            assertThat(read(joined(head.getBytes(StandardCharsets.US_ASCII), body))
                            .text())
                    .as(truth + " labelled " + label)
                    .isEqualTo("Le réverbère d'à côté est éteint, où çà ?");
        }
    }

    @Test
    void readsASubjectInRawBytesAndInEncodedWords() throws Exception {
        assertThat(read(HEAD.replace("Lampadaire", "=?iso-8859-1?Q?=C9clairage?=") + "\nx")
                        .subject())
                .isEqualTo("Éclairage");
        assertThat(read(HEAD.replace("Lampadaire", "Éclairage") + "\nx").subject())
                .isEqualTo("Éclairage");
    }

    @Test
    void takesThePlainTextOfTwoFormsAndTheTextOfHtmlAlone() throws Exception {
        assertThat(read(HEAD + """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                simple
                --b
                Content-Type: text/html

                <p>riche</p>
                --b--
                """).text()).isEqualTo("simple");
        assertThat(read(HEAD + """
                Content-Type: text/html; charset=UTF-8

                <html><head><style>p{}</style><script>alert(1)</script></head><body><p>Bonjour,</p>
                <p>voir <a href="https://example.org/x">le plan</a><br>merci</p><ul><li>un</li><li>deux</li></ul>
                <blockquote>avant</blockquote></body></html>
                """).text()).isEqualTo("""
                        Bonjour,

                        voir le plan <https://example.org/x>
                        merci

                        - un
                        - deux

                        > avant""");
    }

    @Test
    void typesAnAttachmentByItsContentAndNotByItsName() throws Exception {
        var contact = read(HEAD + """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                voir la photo
                --b
                Content-Type: image/jpeg; name="../../photo.jpg"
                Content-Disposition: attachment; filename="../../photo.jpg"
                Content-Transfer-Encoding: base64

                JVBERi0xLjQK
                --b--
                """);

        assertThat(contact.attachments()).singleElement().satisfies(file -> {
            assertThat(file.type()).isEqualTo("application/pdf");
            assertThat(file.name()).doesNotContain("/").endsWith("photo.jpg");
            assertThat(file.content()).asString().startsWith("%PDF-1.4");
        });
    }

    @Test
    void namesTheThreadTheAnsweredMailFirst() throws Exception {
        var contact = read(HEAD.replace("Lampadaire", "Re: Lampadaire [NCA-26-000123]") + """
                In-Reply-To: <3@allo.test>
                References: <1@example.org>
                 <2@allo.test>
                 <3@allo.test>

                merci
                """);

        assertThat(contact.threadHints())
                .containsExactly("<3@allo.test>", "<2@allo.test>", "<1@example.org>", "NCA-26-000123");
        assertThat(contact.sender().email()).isEqualTo(new EmailAddress("jeanne.martin@example.org"));
    }

    @Test
    void tellsEnglishFromFrench() throws Exception {
        assertThat(read(HEAD + "\nHello, the street light in front of my house is out. Thank you.")
                        .language())
                .isEqualTo("en");
        assertThat(read(HEAD + "\nBonjour, la lumière est en panne.").language())
                .isEqualTo("fr");
        assertThat(read(HEAD + "\nOK").language()).isEqualTo("fr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-replied|AUTOMATIC_REPLY",
                "Auto-Submitted: auto-generated (vacation)|AUTOMATIC_REPLY",
                "X-Auto-Response-Suppress: OOF, AutoReply|AUTOMATIC_REPLY",
                "Precedence: bulk|AUTOMATIC_REPLY",
                "X-Autoreply: yes|AUTOMATIC_REPLY",
                "List-Id: <quartier.example.org>|AUTOMATIC_REPLY",
                "Return-Path: <>|AUTOMATIC_REPLY",
                "X-Failed-Recipients: paul@example.org|BOUNCE",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b|BOUNCE",
                "Feedback-Type: abuse|AUTOMATIC_REPLY",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=b|AUTOMATIC_REPLY"
            })
    void knowsAMachineByItsMarks(String mark, AutomaticKind kind) throws Exception {
        assertThat(adapter.read(raw(HEAD + mark + "\n\nbonjour"), ContactId.next(), NINE))
                .isInstanceOfSatisfying(
                        Automatic.class,
                        automatic -> assertThat(automatic.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: first-class",
                "Return-Path: <jeanne@example.org>",
                "X-Mailer: Outlook",
                "Importance: high"
            })
    void takesAPersonForAPerson(String header) throws Exception {
        assertThat(read(HEAD + header + "\n\nbonjour").text()).isEqualTo("bonjour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Réponse automatique : absence", "Automatic reply: Lampadaire", "Out of office"})
    void knowsAnAutomaticAnswerByItsSubject(String subject) throws Exception {
        assertThat(adapter.read(raw(HEAD.replace("Lampadaire", subject) + "\nx"), ContactId.next(), NINE))
                .isInstanceOf(Automatic.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Absence du bureau de vote dimanche à l'école Saint-Roch|AUTOMATIC_REPLY",
                "Absent du bureau d'état civil : quand est-il ouvert ?|AUTOMATIC_REPLY",
                "Out of office hours: noise|AUTOMATIC_REPLY",
                "Réponse automatique reçue, et depuis rien|AUTOMATIC_REPLY",
                "Non remis : ma carte d'identité|BOUNCE"
            })
    void losesNoQuestionWhoseSubjectOnlySoundsLikeAMachine(String subject, AutomaticKind kind) {
        var question = "From: jeanne@example.org\nSubject: " + subject + "\n\nBonjour";
        var answer = "In-Reply-To: <" + UUID.randomUUID() + "@allo.test>\n" + question;

        assertThat(AutomaticMail.kind(Mail.of(question.getBytes(StandardCharsets.UTF_8)), "allo.test"))
                .isEmpty();
        assertThat(AutomaticMail.kind(Mail.of(answer.getBytes(StandardCharsets.UTF_8)), "allo.test"))
                .contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"failed,BOUNCE", "delayed,AUTOMATIC_REPLY", "delivered,AUTOMATIC_REPLY", "relayed,AUTOMATIC_REPLY"})
    void takesOnlyAFailureForABounce(String action, AutomaticKind kind) throws Exception {
        var report = HEAD + """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; paul@example.org
                Action: %s
                --b--
                """.formatted(action);

        assertThat(adapter.read(raw(report), ContactId.next(), NINE))
                .isInstanceOfSatisfying(
                        Automatic.class,
                        automatic -> assertThat(automatic.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({"5.1.1,true", "4.2.2,false", "4.4.7,false", "none,true"})
    void tellsWhatPassesFromWhatDoesNot(String status, boolean forGood) throws Exception {
        var report = HEAD + """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; paul@example.org
                Action: failed
                Status: %s
                --b--
                """.formatted(status);

        assertThat(adapter.read(raw(report), ContactId.next(), NINE))
                .isInstanceOfSatisfying(Automatic.class, automatic -> {
                    assertThat(automatic.kind()).isEqualTo(AutomaticKind.BOUNCE);
                    assertThat(automatic.forGood()).isEqualTo(forGood);
                });
    }

    @Test
    void saysWhichMailOfOursABounceIsAbout() throws Exception {
        var interaction = InteractionId.next();
        var reading = adapter.read(
                raw(HEAD.replace("Jeanne.Martin@Example.org", "MAILER-DAEMON@mx.example") + "\nYour message <"
                        + interaction + "@allo.test> was not delivered."),
                ContactId.next(),
                NINE);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Automatic.class,
                        automatic -> assertThat(automatic.about()).contains("<" + interaction + "@allo.test>"));
    }

    @Test
    void setsAMailWithoutASenderAside() {
        assertThatExceptionOfType(UnreadableMessage.class)
                .isThrownBy(() -> read("Subject: x\n\nx"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("sender-missing"));
    }

    @Test
    void tellsTheSenderOfATooLargeMailOnceADay() {
        var large = raw(HEAD + "\n" + "x".repeat((int) DataSize.ofMegabytes(26).toBytes()));

        assertThatExceptionOfType(UnreadableMessage.class)
                .isThrownBy(() -> adapter.read(large, ContactId.next(), NINE))
                .satisfies(e -> assertThat(e.code()).isEqualTo("message-too-large"));
        var notice = adapter.notice(large, "message-too-large", NINE).orElseThrow();
        assertThat(Mail.of(notice.body()).header("Auto-Submitted")).contains("auto-replied");
        assertThat(Mail.of(notice.body()).header("To")).contains("jeanne.martin@example.org");
        assertThat(adapter.notice(large, "message-too-large", NINE.plusSeconds(60))
                        .orElseThrow()
                        .externalId())
                .isEqualTo(notice.externalId());
        assertThat(adapter.notice(large, "message-too-large", NINE.plusSeconds(86_400))
                        .orElseThrow()
                        .externalId())
                .isNotEqualTo(notice.externalId());
        assertThat(adapter.notice(large, "sender-missing", NINE)).isEmpty();
    }

    @Test
    void writesALetterThatMailProgramsThreadAndMachinesLeaveAlone() {
        var interaction = InteractionId.next();
        var letter = new Letter(
                TicketId.next(),
                interaction,
                "NCA-26-000123",
                new EmailAddress("jeanne@example.org"),
                "Éclairage\r\nBcc: all@example.org [NCA-26-000123]",
                "Bonjour,\n\nvotre demande est enregistrée.",
                List.of("<1@example.org>", "report-7", "<2@example.org>"),
                true);

        var written = adapter.write(letter);

        var mail = Mail.of(written.body());
        assertThat(written.externalId()).isEqualTo("<" + interaction + "@allo.test>");
        assertThat(mail.messageId()).contains(written.externalId());
        assertThat(mail.subject()).isEqualTo("Éclairage Bcc: all@example.org [NCA-26-000123]");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.thread()).containsExactly("<2@example.org>", "<1@example.org>");
        assertThat(mail.header("Auto-Submitted")).contains("auto-replied");
        assertThat(MailBody.of(mail).text()).isEqualTo("Bonjour,\n\nvotre demande est enregistrée.");
        assertThat(AutomaticMail.kind(mail, "allo.test")).contains(AutomaticKind.AUTOMATIC_REPLY);
    }

    @Test
    void triesAgainUnlessTheServerMeansItForGood() {
        assertThat(adapter.permanentFailure(new java.net.ConnectException())).isEmpty();
        assertThat(adapter.permanentFailure(new SendFailedException("later"))).isEmpty();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        var valid = Adapters.SETTINGS;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings(
                        "nobody", "x", valid.imap(), valid.smtp(), valid.poll(), valid.largest(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings(
                        valid.address(),
                        "x",
                        valid.imap(),
                        valid.smtp(),
                        Duration.ofMinutes(1),
                        valid.largest(),
                        List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new MailSettings.Imap("", 1, "", "", Security.NONE));
    }

    @Test
    void asksForTokensInTheInnerNetworkWhereTheOperatorAllowsItAlone() {
        assertThat(Stream.of(
                                "https://127.0.0.1/token",
                                "https://localhost/token",
                                "https://10.1.2.3/token",
                                "https://192.168.1.1:8443/token",
                                "https://169.254.169.254/token",
                                "https://0.0.0.0/token",
                                "https://[::1]/token",
                                "https://[fd00::1]/token",
                                "https://login.mairie.test@10.1.2.3/token")
                        .map(URI::create)
                        .filter(Adapters.SETTINGS::allowsTokens))
                .isEmpty();
        assertThat(Stream.of("https://login.mairie.test/token", "https://9.9.9.9/token", "https://[2620:fe::fe]/token")
                        .map(URI::create))
                .allMatch(Adapters.SETTINGS::allowsTokens);
    }

    @Test
    void neverSpeaksInTheClearWhereItWasToldToEncrypt() {
        var imap = new MailServer("imaps", new Server("imap.example.org", 993, "", Security.TLS));
        var smtp = new MailServer("smtp", new Server("smtp.example.org", 587, "", Security.STARTTLS));

        assertThat(smtp.session(false).getProperty("mail.smtp.starttls.required"))
                .isEqualTo("true");
        assertThat(imap.session(false).getProperty("mail.imaps.ssl.checkserveridentity"))
                .isEqualTo("true");
    }

    private InboundContact read(String mail) throws UnreadableMessage {
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private InboundContact read(byte[] mail) throws UnreadableMessage {
        var reading = adapter.read(new RawMessage("<1@example.org>", Map.of(), mail), ContactId.next(), NINE);
        assertThat(reading).isInstanceOf(FromCitizen.class);
        return ((FromCitizen) reading).contact();
    }

    private static RawMessage raw(String mail) {
        return new RawMessage("<1@example.org>", Map.of(), mail.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] head, byte[] body) {
        var mail = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, mail, head.length, body.length);
        return mail;
    }
}
