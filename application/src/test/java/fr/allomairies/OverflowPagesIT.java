package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A supervisor follows a count of overflows to the contacts behind it, and is told by an alert of who waits, in a real
/// browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class OverflowPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");

    /// Another system: it is away at first.
    private static final Receiver OTHER = new Receiver(1);

    /// The city's mail server, which is not there yet.
    private static final ServerSetup SMTP = new ServerSetup(FreePorts.one(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private static final GreenMail MAIL = new GreenMail(SMTP);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("allo.alerts.calm-for", () -> "1s");
        registry.add("allo.alerts.webhook-hosts", () -> "127.0.0.1:" + OTHER.port());
        registry.add("allo.mail.smtp.port", () -> SMTP.getPort());
        registry.add("allo.reports.mail-domains", () -> "mairie.example.org");
    }

    @AfterAll
    static void stop() {
        OTHER.stop();
        MAIL.stop();
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    private final List<Event> events = new ArrayList<>();
    private Page page;

    @Test
    void boardReportAndListCountTheSame() {
        for (var call = 0; call < 3; call++) {
            var contact = queued();
            events.add(shared(contact));
            events.add(new ContactAbandoned(justBefore(), contact, Stage.WAITING));
        }
        var message = queued();
        events.add(shared(message));
        events.add(
                new ContactOverflowed(justBefore(), message, "appels", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
        events.add(new ContactEnded(justBefore(), message, Outcome.OVERFLOWED));
        events.add(new ContactAbandoned(justBefore(), queued(), Stage.WAITING));
        transaction.executeWithoutResult(_ -> log.append(events));
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), "http://localhost:" + port + "/board");
        Pages.signIn(page, SONIA.value(), PASSWORD);

        assertThat(page.locator("[data-figure=overflowed]")).hasText("4");
        assertThat(page.locator("[data-overflows] tr"))
                .hasText(new String[] {"appelsback-office4", "appelsrépondeur1"});
        Pages.pictures(page, "overflow-board");
        page.locator("[data-overflows] a").last().click();

        assertThat(page.locator("[data-contact]")).hasCount(1);
        assertThat(page.locator("[data-contact]")).containsText("appels → back-office, appels → répondeur");
        Pages.pictures(page, "overflow-message");
        page.getByText("tous les débordements").click();
        assertThat(page.locator("caption")).hasText("4 contacts");
        Pages.pictures(page, "overflow-all");
        page.locator("[data-contact] a").first().click();
        assertThat(page.locator("main")).containsText("Débordement de la ligne appels vers la ligne back-office");

        page.navigate("http://localhost:" + port + "/reports");
        assertThat(page.locator("[data-overflowed]")).hasText("4");
        Pages.pictures(page, "overflow-report");
        page.locator("[data-table=channel] [data-line=voice] [data-column=abandoned] a")
                .click();
        assertThat(page.locator("[data-count]")).hasText("4 contacts");
        assertThat(page.locator("[data-contact]").first()).containsText("abandonné");
        Pages.pictures(page, "report-contacts");
        page.navigate("http://localhost:" + port + "/reports/agents/" + SONIA.value());
        assertThat(page.locator(".empty")).containsText("Rien ce jour-là");
        Pages.pictures(page, "agent-day-empty");
        page.navigate("http://localhost:" + port + "/reports");
        page.locator("[data-overflowed]").click();
        assertThat(page.locator("[data-contact]")).hasCount(4);
        countsWhatTheAssistantSettles();
        alertsWhoWaits();
        sendsTheReport();
        seesItAgain();
    }

    private void countsWhatTheAssistantSettles() {
        page.navigate("http://localhost:" + port + "/reports/assistant");
        assertThat(page.locator(".empty")).containsText("Personne n’a parlé à l’assistant");
        Pages.accessible(page);
        Pages.pictures(page, "assistant-empty");
        var settled = ContactId.next();
        var inDanger = ContactId.next();
        var hungUp = ContactId.next();
        var talks = new ArrayList<Event>();
        for (var contact : List.of(settled, inDanger, hungUp)) {
            talks.add(new ContactArrived(justBefore(), contact, ChannelKind.VOICE));
            talks.add(new AssistantReplied(justBefore(), contact));
        }
        talks.add(new AssistantEnded(justBefore(), settled, AssistantEnd.ANSWERED, null, false));
        talks.add(new ContactEnded(justBefore(), settled, Outcome.SELF_SERVED));
        talks.add(new AssistantEnded(
                justBefore(), inDanger, AssistantEnd.DANGER, new CategoryCode("roads.pothole"), true));
        talks.add(new DangerCorrected(justBefore(), inDanger, new AgentId("marie"), false));
        talks.add(new ContactEnded(justBefore(), inDanger, Outcome.CALLBACK));
        talks.add(new ContactAbandoned(justBefore(), hungUp, Stage.MENU));
        transaction.executeWithoutResult(_ -> log.append(talks));

        page.navigate("http://localhost:" + port + "/reports");
        page.locator("main").getByText("Assistant").first().click();
        assertThat(page.locator("[data-tile=contained]")).hasText("1");
        assertThat(page.locator("[data-tile=handed-over]")).hasText("1");
        assertThat(page.locator("[data-tile=left-the-assistant]")).hasText("1");
        assertThat(page.locator("[data-tile=alarms]")).hasText("1");
        assertThat(page.locator("[data-tile=false-alarms]")).hasText("1");
        assertThat(page.locator("[data-tile=missed-dangers]")).hasText("0");
        assertThat(page.locator("[data-table=assistant-channel] [data-line=voice] [data-column=assisted]"))
                .hasText("3");
        Pages.accessible(page);
        Pages.pictures(page, "assistant");
        page.locator("[data-table=assistant-end] [data-line=DANGER] [data-column=assisted] a")
                .click();
        assertThat(page.locator("h1")).containsText("Danger");
        assertThat(page.locator("[data-contact]")).hasCount(1);
        page.locator("[data-contact] a").first().click();
        assertThat(page.locator("main")).containsText("L’assistant passe la main : danger.");
    }

    /// Mail server and receiver are away when it is raised; who looks after it is said once.
    private void alertsWhoWaits() {
        page.navigate("http://localhost:" + port + "/board/alerts");
        assertThat(page.locator("#rules")).containsText("Appel témoin échoué");
        assertThat(page.locator("#rules")).containsText("Rendez-vous téléphonique manqué");
        db.sql("delete from alert_rule").update();
        page.reload();
        assertThat(page.locator(".empty")).containsText("Aucune règle");
        Pages.accessible(page);
        page.getByText("Nouvelle règle").click();
        page.getByLabel("Nom").fill("Quelqu’un attend");
        page.getByLabel("Chiffre").selectOption("WAITING");
        page.getByLabel("De quoi").selectOption("channel:voice");
        page.getByLabel("Seuil", new GetByLabelOptions().setExact(true)).fill("0");
        page.getByLabel("Pendant").fill("0");
        page.getByLabel("Courriels").fill("sonia@mairie.example.org");
        page.locator("#language").selectOption("en");
        page.getByLabel("Adresse d’un autre système").fill("http://127.0.0.1:1/outside");
        page.getByText("Enregistrer").click();
        assertThat(page.locator(".error-text")).hasText("Une adresse http ou https d’un système autorisé.");
        Pages.accessible(page);
        Pages.pictures(page, "alert-rule");
        page.getByLabel("Adresse d’un autre système").fill("http://127.0.0.1:" + OTHER.port() + "/alerts");
        page.getByText("Enregistrer").click();
        assertThat(page.locator("#rules")).containsText("Contacts en attente (Téléphone) : au-dessus de 0");
        page.locator("#rules a").click();
        var secret = page.locator("code").textContent();

        page.navigate("http://localhost:" + port + "/board");
        var caller = queued();
        transaction.executeWithoutResult(_ -> log.append(events.subList(events.size() - 2, events.size())));
        var raised = page.locator("[data-raised]");
        assertThat(raised).containsText("Contacts en attente (Téléphone) : au-dessus de 0");
        Pages.accessible(page);
        Pages.pictures(page, "alert-board");
        page.navigate("http://localhost:" + port + "/wall");
        assertThat(raised).containsText("personne ne s’en occupe");
        Pages.accessible(page);
        Pages.pictures(page, "alert-wall");
        page.navigate("http://localhost:" + port + "/board");
        page.locator("[data-acknowledge]").press("Enter");
        assertThat(raised).containsText("Sonia Blanc s’en occupe depuis");

        MAIL.start();
        transaction.executeWithoutResult(_ -> log.append(new ContactAbandoned(justBefore(), caller, Stage.WAITING)));
        assertThat(raised).hasCount(0);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Assertions.assertThat(subjects())
                    .containsExactlyInAnyOrder("Alert: Quelqu’un attend", "Alert over: Quelqu’un attend");
            Assertions.assertThat(OTHER.accepted())
                    .extracting(request -> request.body().contains("alert.raised"))
                    .containsExactly(true, false);
            Assertions.assertThat(OTHER.accepted())
                    .allSatisfy(request ->
                            Assertions.assertThat(request.isSignedBy(secret)).isTrue());
        });
        page.navigate("http://localhost:" + port + "/board/alerts");
        assertThat(page.locator("#raised tbody tr")).hasCount(1);
        assertThat(page.locator("#raised")).containsText("Sonia Blanc, ");
        assertThat(page.locator("#raised")).containsText("sonia@mairie.example.org : fin à");
        Pages.accessible(page);
        Pages.pictures(page, "alerts");
        pausesWhileSomebodyWaits();
    }

    /// Who was told of the beginning is told of the end.
    private void pausesWhileSomebodyWaits() {
        var caller = queued();
        transaction.executeWithoutResult(_ -> log.append(events.subList(events.size() - 2, events.size())));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> OTHER.accepted().size() == 3);
        page.getByText("Suspendre").click();
        assertThat(page.locator("#changes tbody tr").first()).containsText("suspendue");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Assertions.assertThat(OTHER.accepted().getLast().body()).contains("alert.ended");
            Assertions.assertThat(subjects())
                    .filteredOn(subject -> subject.startsWith("Alert over"))
                    .hasSize(2);
        });
        transaction.executeWithoutResult(_ -> log.append(new ContactAbandoned(justBefore(), caller, Stage.WAITING)));
    }

    /// By mail, with its files, and what became of it is on the page.
    private void sendsTheReport() {
        page.navigate("http://localhost:" + port + "/reports");
        page.getByText("Envois automatiques").click();
        assertThat(page.locator(".empty")).containsText("Aucun envoi programmé");
        Pages.accessible(page);
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Nouvel envoi").setExact(true))
                .click();
        page.locator("#name").fill("Bilan du mois");
        page.getByLabel("Période").selectOption("MONTH");
        page.getByLabel("Classeur (XLSX)").check();
        page.getByLabel("Destinataires").fill("sonia@elsewhere.example");
        page.getByText("Enregistrer").click();
        assertThat(page.locator(".error-text")).hasText("Seules sont permises les adresses de : mairie.example.org");
        Pages.accessible(page);
        Pages.pictures(page, "mailing");
        page.getByLabel("Destinataires").fill("sonia@mairie.example.org");
        page.getByText("Enregistrer").click();
        assertThat(page.locator("#schedules")).containsText("Chaque mois");
        page.getByText("Envoyer maintenant").click();
        assertThat(page.locator("#sent")).containsText("demandé par Sonia Blanc");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            page.reload();
            Assertions.assertThat(page.locator("#sent").textContent()).contains("envoyé");
        });
        Assertions.assertThat(attached("Bilan du mois : rapport du "))
                .satisfiesExactly(
                        pdf -> Assertions.assertThat(pdf).matches("rapport-.*[.]pdf"),
                        xlsx -> Assertions.assertThat(xlsx).matches("rapport-.*[.]xlsx"));
        Pages.accessible(page);
        Pages.pictures(page, "mailings");
        page.getByText("Suspendre").click();
        assertThat(page.locator("#changes tbody tr").first()).containsText("suspendu");
    }

    /// The files of the mail whose subject begins so.
    private static List<String> attached(String subject) {
        var names = new ArrayList<String>();
        try {
            for (var mail : MAIL.getReceivedMessages()) {
                if (mail.getSubject().startsWith(subject)) {
                    var parts = (MimeMultipart) mail.getContent();
                    for (var part = 1; part < parts.getCount(); part++) {
                        names.add(parts.getBodyPart(part).getFileName());
                    }
                }
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    /// By keyboard alone. What the house itself logged in between must lie in a minute that is over, too.
    private void seesItAgain() {
        var settled = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Instant.now().isAfter(settled));
        page.navigate("http://localhost:" + port + "/board");
        page.locator("a[href='/board/replay']").press("Enter");
        assertThat(page.locator("[data-figure=offered]")).hasText("0");
        page.locator("#minute").press("End");
        assertThat(page.locator("[data-figure=offered]")).hasText("7");
        assertThat(page.locator("[data-figure=abandoned]")).hasText("6");
        var end = page.locator("#replay-time").textContent();
        page.locator(".scroll[tabindex='0']:visible").first().press("ArrowLeft");
        assertThat(page.locator("#replay-time")).hasText(end);
        page.locator("#back").press("Enter");
        assertThat(page.locator("#replay-time")).not().hasText(end);
        page.locator("#forward").press("ArrowRight");
        assertThat(page.locator("#replay-time")).hasText(end);
        page.locator("body").press("PageDown");
        assertThat(page.locator("[data-figure=offered]")).hasText("0");
        var before = page.locator("#replay-time").textContent();
        page.locator("#minute").press("Space");
        assertThat(page.locator("#play")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("#replay-time")).not().hasText(before);
        page.locator("#minute").press("Space");
        assertThat(page.locator("#play")).hasAttribute("aria-pressed", "false");
        Pages.accessible(page);
        Pages.pictures(page, "replay");
        page.navigate("http://localhost:" + port + "/board/replay?day=1999-01-01&time=09:00");
        assertThat(page.locator("[role=alert]")).containsText("Ce jour ne peut pas être revu");
        Pages.accessible(page);
    }

    private static List<String> subjects() throws MessagingException {
        var subjects = new ArrayList<String>();
        for (var mail : MAIL.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private ContactId queued() {
        var contact = ContactId.next();
        events.add(new ContactArrived(justBefore(), contact, ChannelKind.VOICE));
        events.add(new ContactQueued(
                justBefore(),
                contact,
                ChannelKind.VOICE,
                TicketId.next(),
                new CategoryCode("eclairage.panne"),
                List.of(),
                0,
                100,
                "fr",
                null,
                null,
                null,
                null));
        return contact;
    }

    private static Event shared(ContactId contact) {
        return new ContactShared(justBefore(), contact, "appels", "back-office", 0, OverflowReason.CROWDED);
    }

    /// In a minute that is over, so that it can be seen again.
    private static Instant justBefore() {
        return Instant.now().minus(Duration.ofMinutes(2));
    }
}
