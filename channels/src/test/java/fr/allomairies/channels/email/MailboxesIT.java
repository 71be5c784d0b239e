package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.OAuth;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.CityMailbox.Server;
import fr.allomairies.channels.Intake.Received;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.IntakeEvent.AutomaticMessageReceived;
import fr.allomairies.contact.IntakeEvent.DuplicateIgnored;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.MailboxSet;
import fr.allomairies.contact.TicketEvent.MessageFailed;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.ticketing.TicketView;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Mailboxes that are said while the city is at work, on a real mail server.
class MailboxesIT extends OnRealServers {

    static final AgentId ADA = new AgentId("ada");
    static final CategoryCode ROADS = new CategoryCode("roads.pothole");

    @Autowired
    Mailboxes mailboxes;

    final String roads = "voirie-" + UUID.randomUUID() + "@allo.test";
    final String citizen = "jeanne@" + UUID.randomUUID() + ".example";
    final String messageId = "<" + UUID.randomUUID() + "@example.org>";

    @AfterEach
    void onlyTheFirstIsRead() {
        mailboxes.all().stream()
                .filter(CityMailbox::active)
                .filter(mailbox -> !mailbox.address().value().equals(CITY))
                .forEach(mailbox -> put(inactive(mailbox), Secrets.NONE));
    }

    @Test
    void theOneOfTheSettingsIsThereBeforeAnybodySaysAnything() {
        assertThat(mailboxes.find(CITY)).hasValueSatisfying(mailbox -> {
            assertThat(mailbox.active()).isTrue();
            assertThat(mailbox.imap().port()).isEqualTo(imapPort());
        });
    }

    @Test
    void aSecondMailboxIsReadAtOnceLeadsToItsCategoryAndAnswersFromItsOwnAddress() throws Exception {
        mailServer.setUser(roads, roads, "another secret");
        assertThat(put(roads, null, ROADS, false, new Secrets("another secret", "", "", "")))
                .isEmpty();
        within(
                SOON,
                () -> assertThat(events(MailboxSet.class))
                        .anySatisfy(set -> assertThat(set.address()).isEqualTo(roads)));

        mail(citizen, roads, aMail("Trou", messageId));

        var ticket = ticketOf(messageId);
        assertThat(ticket.summary().category()).isEqualTo(ROADS);
        ticketing.addMessage(ticket.summary().id(), contactOf(messageId), ADA, "Nous le bouchons.", "answer-1");
        var answer = within(SOON, () -> letter("bouchons"));
        assertThat(answer.getFrom()[0].toString()).contains("Voirie").contains(roads);
        assertThat(answer.getMessageID()).endsWith("@allo.test>");
    }

    @Test
    void oneMailInTwoMailboxesIsOneContactWithOneReceipt() throws Exception {
        mailServer.setUser(roads, roads, "another secret");
        put(roads, null, null, false, new Secrets("another secret", "", "", ""));

        mail(citizen, CITY, "Delivered-To: " + CITY + "\n" + aMail("Deux fois", messageId));
        mail(citizen, roads, "Delivered-To: " + roads + "\n" + aMail("Deux fois", messageId));

        var contact = within(SOON, () -> contactOf(messageId));
        within(
                SOON,
                () -> assertThat(events(DuplicateIgnored.class))
                        .extracting(DuplicateIgnored::contact)
                        .contains(contact));
        assertThat(log.of(contact)).filteredOn(ContactQueued.class::isInstance).hasSize(1);
        within(SOON, () -> assertThat(inboxOf(citizen)).hasSize(1));
    }

    /// Programs exist that give all their mails one id.
    @Test
    void anotherMailUnderAKnownIdIsNotLost() throws Exception {
        mail(citizen, CITY, aMail("Premier", messageId));
        ticketOf(messageId);
        mail(citizen, CITY, aMail("Second", messageId));
        mail(citizen, CITY, aMail("Second", messageId));

        within(
                SOON,
                () -> assertThat(intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)))
                        .filteredOn(received -> received.externalId().startsWith(messageId))
                        .hasSize(2)
                        .allMatch(received -> received.state().equals("processed")));
    }

    @Test
    void aMailboxThatIsNoLongerReadIsLeftAlone() throws Exception {
        mailServer.setUser(roads, roads, "another secret");
        put(roads, null, null, false, new Secrets("another secret", "", "", ""));
        put(inactive(mailboxes.find(roads).orElseThrow()), Secrets.NONE);
        Thread.sleep(3_000);

        mail(citizen, roads, aMail("Personne", messageId));
        Thread.sleep(2_000);

        assertThat(intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)))
                .noneMatch(received -> received.externalId().equals(messageId));
        var only = mailboxes.find(CITY).orElseThrow();
        assertThat(put(inactive(only), Secrets.NONE).map(Refusal::code)).contains("last-active");
    }

    /// The mail server takes the token for the password of its user, by XOAUTH2, in IMAP and in SMTP.
    @Test
    void signsInByTokensAndRenewsThemBeforeTheyEnd() throws Exception {
        var tokens = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        tokens.start();
        try {
            tokens.stubFor(WireMock.post("/token")
                    .withRequestBody(WireMock.containing("grant_type=refresh_token"))
                    .withRequestBody(WireMock.containing("refresh_token=first+refresh"))
                    .withRequestBody(WireMock.containing("client_secret=client+secret"))
                    .willReturn(WireMock.okJson("""
                            {"access_token": "first-token", "expires_in": 4, "refresh_token": "second refresh"}""")));
            tokens.stubFor(WireMock.post("/token")
                    .withRequestBody(WireMock.containing("refresh_token=second+refresh"))
                    .willReturn(WireMock.okJson("""
                            {"access_token": "second-token", "expires_in": 3600}""")));
            mailServer.setUser(roads, roads, "first-token");
            var oauth = new OAuth(tokens.baseUrl() + "/token", "the-city", "imap smtp");

            assertThat(put(roads, oauth, null, false, new Secrets("", "", "client secret", "first refresh")))
                    .isEmpty();
            mail(citizen, roads, aMail("Par jeton", messageId));
            var ticket = ticketOf(messageId);

            mailServer.setUser(roads, roads, "second-token");
            Thread.sleep(3_000);
            ticketing.addMessage(ticket.summary().id(), contactOf(messageId), ADA, "Nous y allons.", "answer-1");
            var answer = within(SOON, () -> letter("Nous y allons."));
            assertThat(answer.getFrom()[0].toString()).contains(roads);
            tokens.verify(
                    WireMock.moreThanOrExactly(1),
                    WireMock.postRequestedFor(WireMock.urlEqualTo("/token"))
                            .withRequestBody(WireMock.containing("refresh_token=second+refresh")));
            assertThat(mailboxes.hindrance(mailboxes.find(roads).orElseThrow())).isEmpty();

            tokens.stubFor(WireMock.post("/token").willReturn(WireMock.badRequest()));
            var trial = mailboxes.attempt(mailbox(roads, oauth, null, false), Secrets.NONE);
            assertThat(trial.imap()).contains("tokens-refused");
        } finally {
            tokens.stop();
        }
    }

    @Test
    void signsInByTheClientsOwnCredentials() throws Exception {
        var tokens = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        tokens.start();
        try {
            tokens.stubFor(WireMock.post("/token")
                    .withRequestBody(WireMock.containing("grant_type=client_credentials"))
                    .withRequestBody(WireMock.containing("client_id=the-city"))
                    .withRequestBody(WireMock.containing("client_secret=client+secret"))
                    .withRequestBody(WireMock.containing("scope=imap+smtp"))
                    .withRequestBody(WireMock.notContaining("refresh_token"))
                    .willReturn(WireMock.okJson("""
                            {"access_token": "own-token", "expires_in": 3600}""")));
            mailServer.setUser(roads, roads, "own-token");
            var oauth = new OAuth(tokens.baseUrl() + "/token", "the-city", "imap smtp");

            assertThat(put(roads, oauth, null, false, new Secrets("", "", "client secret", "")))
                    .isEmpty();
            mail(citizen, roads, aMail("Par jeton", messageId));

            ticketOf(messageId);
            tokens.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/token")));
        } finally {
            tokens.stop();
        }
    }

    /// Each refresh token is good for once.
    @Test
    void aTrialTakesNoRefreshTokenAway() throws Exception {
        var tokens = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        tokens.start();
        try {
            for (var turn = 0; turn < 4; turn++) {
                tokens.stubFor(WireMock.post("/token")
                        .inScenario("rotation")
                        .whenScenarioStateIs(turn == 0 ? Scenario.STARTED : "" + turn)
                        .withRequestBody(WireMock.containing("refresh_token=refresh-" + turn + "&"))
                        .willReturn(WireMock.okJson("""
                                {"access_token": "token", "expires_in": 3600, "refresh_token": "refresh-%d"}""".formatted(turn + 1)))
                        .willSetStateTo("" + (turn + 1)));
            }
            mailServer.setUser(roads, roads, "token");
            var oauth = new OAuth(tokens.baseUrl() + "/token", "the-city", "imap smtp");
            put(roads, oauth, null, false, new Secrets("", "", "client secret", "refresh-0"));
            mail(citizen, roads, aMail("Par jeton", messageId));
            ticketOf(messageId);
            Thread.sleep(2_000); // what was seen of the mailboxes is a second old

            var first = mailboxes.attempt(mailbox(roads, oauth, null, false), Secrets.NONE);
            assertThat(first.imap()).isEmpty();
            assertThat(first.smtp()).isEmpty();
            assertThat(mailboxes
                            .attempt(mailbox(roads, oauth, null, false), Secrets.NONE)
                            .imap())
                    .isEmpty();
        } finally {
            tokens.stop();
        }
    }

    @Test
    void secretsAreSealedAndStayWhatTheyWere() {
        put(roads, null, null, false, new Secrets("a word that nobody reads", "", "", ""));
        put(roads, null, null, true, Secrets.NONE);

        assertThat(db.sql("select count(secret) from channels_mailbox where address = ?")
                        .param(roads)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(db.sql("select count(*) from channels_mailbox m where m::text like '%nobody reads%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        mailServer.setUser(roads, roads, "a word that nobody reads");
        assertThat(mailboxes.attempt(mailboxes.find(roads).orElseThrow(), Secrets.NONE))
                .isEqualTo(new Mailboxes.Trial(java.util.Optional.empty(), java.util.Optional.empty(), 0));
    }

    @Test
    void aStoredSecretGoesToNoOtherServer() {
        assertThat(put(roads, null, null, false, new Secrets("kept", "", "", "")))
                .isEmpty();
        var kept = mailboxes.find(roads).orElseThrow();
        var elsewhere = with(kept, new Server("127.0.0.1", FreePorts.one(), "", Security.NONE));
        assertThat(mailboxes.attempt(elsewhere, Secrets.NONE).imap()).contains("secret-missing");
        assertThat(put(elsewhere, Secrets.NONE).map(Refusal::code)).contains("secret-missing");
        assertThat(mailboxes
                        .attempt(elsewhere, new Secrets("typed", "", "", ""))
                        .imap())
                .contains("unreachable");

        var oauth = new OAuth("https://login.example.org/token", "the-city", "");
        assertThat(put(roads, oauth, null, false, new Secrets("", "", "client secret", "")))
                .isEmpty();
        for (var other : List.of(
                new OAuth("https://login.example.com/token", "the-city", ""),
                new OAuth("https://login.example.org/token", "another", ""))) {
            assertThat(put(roads, other, null, false, Secrets.NONE).map(Refusal::code))
                    .contains("secret-missing");
        }
        var wider = new OAuth("https://login.example.org/token", "the-city", "imap");
        assertThat(put(roads, wider, null, false, Secrets.NONE)).isEmpty();
        var inner = new OAuth("https://127.0.0.1:9/token", "the-city", "");
        var typed = new Secrets("", "", "another secret", "");
        assertThat(put(roads, inner, null, false, typed).map(Refusal::code)).contains("oauth-form");
        assertThat(mailboxes.attempt(mailbox(roads, inner, null, false), typed).imap())
                .contains("tokens-not-allowed");
    }

    @Test
    void aNewOneTakesNobodysPlaceAndTheSecondOfTwoIsTold() {
        put(roads, null, null, false, Secrets.NONE);
        var seen = mailboxes.version(roads).orElseThrow();
        var first = mailbox(roads, null, null, true);

        assertThat(mailboxes.put(first, Secrets.NONE, null, ADA).map(Refusal::code))
                .contains("address-taken");
        assertThat(mailboxes
                        .put(mailboxes.find(CITY).orElseThrow(), Secrets.NONE, null, ADA)
                        .map(Refusal::code))
                .contains("address-taken");
        assertThat(mailboxes.put(first, Secrets.NONE, seen, ADA)).isEmpty();
        assertThat(mailboxes
                        .put(mailbox(roads, null, ROADS, false), Secrets.NONE, seen, ADA)
                        .map(Refusal::code))
                .contains("changed");
        assertThat(mailboxes.find(roads)).contains(first);
    }

    @Test
    void saysInAWordWhatAConnectionFailsOf() {
        mailServer.setUser(roads, roads, "right");
        var right = mailbox(roads, null, null, false);
        assertThat(mailboxes.attempt(right, new Secrets("wrong", "", "", "")).imap())
                .contains("login-refused");
        var nowhere = with(right, new Server("127.0.0.1", FreePorts.one(), "", Security.NONE));
        assertThat(mailboxes.attempt(nowhere, Secrets.NONE).imap()).contains("unreachable");
        var unknown = with(right, new Server("no-such-host.invalid", 143, "", Security.NONE));
        assertThat(mailboxes.attempt(unknown, Secrets.NONE).imap()).contains("host-unknown");
        var clear = with(right, new Server("127.0.0.1", imapPort(), "", Security.STARTTLS));
        assertThat(mailboxes.attempt(clear, Secrets.NONE).imap()).contains("no-starttls");
        var tls = with(right, new Server("127.0.0.1", imapPort(), "", Security.TLS));
        assertThat(mailboxes.attempt(tls, Secrets.NONE).imap()).contains("certificate");
    }

    /// An answer that lost its thread, and a bounce that names no mail: the address says which letter it is about.
    @Test
    void theAddressOfALetterTellsWhatIsSentBackToIt() throws Exception {
        mailServer.setUser(roads, roads, "another secret");
        put(roads, null, null, true, new Secrets("another secret", "", "", ""));
        mail(citizen, roads, aMail("Fil perdu", messageId));
        var ticket = ticketOf(messageId);
        ticketing.addMessage(ticket.summary().id(), contactOf(messageId), ADA, "Nous cherchons.", "answer-1");
        var answer = within(SOON, () -> letter("Nous cherchons."));
        var back = answer.getReplyTo()[0].toString().replaceAll(".*<|>.*", "");
        assertThat(back).startsWith(roads.substring(0, roads.indexOf('@')) + "+");
        assertThat(answer.getHeader("Return-Path")[0]).contains(back);

        var reply = "<" + UUID.randomUUID() + "@example.org>";
        mail(citizen, roads, aMail("Sans rapport", reply).replace("To: mairie@allo.test", "To: " + back));
        assertThat(ticketOf(reply).summary().id()).isEqualTo(ticket.summary().id());

        mail("", roads, """
                From: MAILER-DAEMON@mx.example
                To: %s
                Subject: Undelivered Mail Returned to Sender

                It could not be delivered.
                """.formatted(back));
        within(
                SOON,
                () -> assertThat(events(AutomaticMessageReceived.class))
                        .anySatisfy(bounce -> assertThat(bounce.ticket())
                                .isEqualTo(ticket.summary().id())));
        assertThat(events(MessageFailed.class))
                .anySatisfy(failed ->
                        assertThat(failed.ticket()).isEqualTo(ticket.summary().id()));
    }

    private java.util.Optional<Refusal> put(
            String address,
            @Nullable OAuth oauth,
            @Nullable CategoryCode category,
            boolean subaddresses,
            Secrets secrets) {
        return put(mailbox(address, oauth, category, subaddresses), secrets);
    }

    private java.util.Optional<Refusal> put(CityMailbox mailbox, Secrets secrets) {
        var seen = mailboxes.version(mailbox.address().value()).orElse(null);
        return mailboxes.put(mailbox, secrets, seen, ADA);
    }

    private static CityMailbox mailbox(
            String address, @Nullable OAuth oauth, @Nullable CategoryCode category, boolean subaddresses) {
        return new CityMailbox(
                new EmailAddress(address),
                "Voirie",
                true,
                new Server("127.0.0.1", imapPort(), "", Security.NONE),
                new Server("127.0.0.1", smtpPort(), "", Security.NONE),
                oauth,
                category,
                subaddresses);
    }

    private static CityMailbox with(CityMailbox mailbox, Server imap) {
        return new CityMailbox(mailbox.address(), "Voirie", true, imap, mailbox.smtp(), null, null, false);
    }

    private static CityMailbox inactive(CityMailbox mailbox) {
        return new CityMailbox(
                mailbox.address(),
                mailbox.name(),
                false,
                mailbox.imap(),
                mailbox.smtp(),
                mailbox.oauth(),
                mailbox.category(),
                mailbox.subaddresses());
    }

    private MimeMessage letter(String text) {
        return inboxOf(citizen).stream()
                .filter(mail -> textOf(mail).contains(text))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }

    private TicketView ticketOf(String id) throws Exception {
        return within(SOON, () -> ticketing.byContact(contactOf(id)).orElseThrow(AssertionError::new));
    }

    private fr.allomairies.contact.ContactId contactOf(String id) {
        return intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)).stream()
                .filter(received -> received.externalId().equals(id))
                .findFirst()
                .flatMap(Received::contact)
                .orElseThrow(AssertionError::new);
    }

    private String aMail(String subject, String id) {
        return """
                From: Jeanne Martin <%s>
                To: mairie@allo.test
                Subject: %s
                Message-ID: %s
                Content-Type: text/plain; charset=UTF-8

                Bonjour, %s.
                """.formatted(citizen, subject, id, subject);
    }
}
