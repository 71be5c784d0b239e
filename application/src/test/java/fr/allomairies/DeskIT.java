package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import fr.allomairies.application.parts.Home;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.SippRun;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import jakarta.mail.Folder;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A téléconseiller at her desk in a real browser: a call that she takes in it, a mail, a report and a chat, each
/// all the way, against the whole product with real Asterisk, SMTP and PostgreSQL.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "allo.parts.asterisk=false", "allo.mail.largest=1MB"})
class DeskIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final AtomicInteger AGENTS = new AtomicInteger();
    private static final String PASSWORD = "a good long password";
    /// For what comes as soon as it can, on a machine that is busy with something else.
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String CITIZEN = "marie.giraud@example.org";
    private static final String[] NONE = {};

    /// Every page that has an address of its own, as an administrator sees it.
    private static final List<String> PAGES = List.of(
            "/chat",
            "/desk",
            "/desk/day",
            "/tickets",
            "/tickets/tasks",
            "/tickets/lists",
            "/tickets/appointments",
            "/articles",
            "/articles/new",
            "/board",
            "/wall",
            "/board/rules",
            "/board/crisis",
            "/board/blocked-callers",
            "/board/alerts",
            "/board/alerts/new",
            "/board/interventions",
            "/board/replay",
            "/board/what-if",
            "/reports",
            "/reports/assistant",
            "/reports/mailings",
            "/reports/mailings/new",
            "/staffing",
            "/staffing/roster",
            "/administration",
            "/administration/rules",
            "/administration/accounts",
            "/administration/accounts/new",
            "/administration/roles",
            "/administration/sessions",
            "/administration/journal",
            "/administration/numbers",
            "/administration/outside",
            "/administration/hours",
            "/administration/assistant",
            "/administration/assistant/sentences",
            "/administration/assistant/thresholds",
            "/administration/templates",
            "/administration/templates/drafts/new",
            "/administration/self-calls",
            "/administration/recordings",
            "/administration/privacy",
            "/administration/privacy/rights",
            "/administration/privacy/register",
            "/administration/quarantine",
            "/administration/catalogue",
            "/administration/mailboxes",
            "/administration/catalogue/services",
            "/administration/catalogue/sectors",
            "/administration/catalogue/versions",
            "/staffing/adherence",
            "/staffing/calculator",
            "/staffing/roster/import",
            "/reports/overflows",
            "/account/sessions",
            "/account/password",
            "/account/second-factor",
            "/signaler",
            "/design");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
        for (var port : List.of("allo.parts.smtp-port", "allo.parts.imap-port")) {
            var free = FreePorts.one();
            registry.add(port, () -> free);
        }
    }

    @LocalServerPort
    int port;

    @Value("${allo.parts.smtp-port}")
    int smtpPort;

    @Value("${allo.parts.imap-port}")
    int imapPort;

    @Value("${allo.report.api-keys}")
    String reportKey;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Routing routing;

    @Autowired
    Telephony telephony;

    @Autowired
    RoutingRules rules;

    @Autowired
    Ticketing ticketing;

    @Autowired
    Knowledge knowledge;

    @Autowired
    Home home;

    private final AgentId agent = new AgentId("desk-" + AGENTS.incrementAndGet());
    private Page desk;

    @BeforeEach
    void sheIsReady() {
        accounts.put(new Account(agent, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                agent,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        desk = open("/desk");
        Pages.signIn(desk, agent.value(), PASSWORD);
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        button("Disponible").click();
        assertThat(desk.locator("#state-label")).hasText("Disponible");
    }

    /// Whatever became of the test, nothing waits for the next one and nobody else is there to take it.
    @AfterEach
    void sheGoesHome() {
        routing.pause(agent, "training");
        routing.agent(agent).contacts().forEach(held -> routing.finish(agent, held.contact(), "answered"));
        routing.snapshot().waiting().forEach(waiting -> routing.abandon(waiting.contact()));
        assertThat(routing.signOut(agent)).isEmpty();
    }

    @Test
    void takesACallInTheBrowserAndNotesWhatWasSaid() {
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921477", Duration.ofMinutes(2)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            assertThat(desk.locator(".offer-who")).hasText("04 93 92 14 77");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            await().atMost(SOON).until(() -> soundReceived() > 20);

            desk.keyboard().press("n");
            desk.keyboard().type("Demande un rendez-vous pour des encombrants.");
            button("Raccrocher").click();
            assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
            assertThat(caller.await("released", SOON)).isTrue();
        }
        var number = desk.locator(".ticket-head .number").innerText();
        finish("Renseignement");
        assertThat(ticket(number).interactions())
                .anySatisfy(said -> assertThat(said.text()).startsWith("Demande un rendez-vous"));
        assertThat(ticket(number).summary().status()).isEqualTo(TicketStatus.RESOLVED);
    }

    /// A reload of the page says that it goes; a browser that crashes says nothing.
    @Test
    void keepsTheCitizenOnTheLineWhenHerPageIsGone() {
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921480", Duration.ofMinutes(5)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            desk.keyboard().press("a");
            await().atMost(SOON).until(() -> soundReceived() > 20);

            desk.onDialog(Dialog::accept);
            desk.reload();
            await().atMost(SOON).ignoreExceptions().until(() -> soundReceived() > 20);
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            var held = routing.agent(agent).contacts().getFirst();
            assertThat(held.phase()).isEqualTo(Phase.IN_CONVERSATION);

            assertThatExceptionOfType(PlaywrightException.class).isThrownBy(() -> desk.navigate("chrome://crash"));
            await().atMost(SOON)
                    .until(() -> telephony.view(held.contact()).orElseThrow().cutOff());
            assertThat(caller.count("released")).isZero();
        }
    }

    /// The star is sent by the telephone, and Asterisk takes it for "go on with him".
    @Test
    void holdsTheCitizenAcrossAReloadAndGoesOnWithHimByButtonAndByKeypad() {
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921481", Duration.ofMinutes(5)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            await().atMost(SOON).until(() -> soundReceived() > 20);

            desk.keyboard().press("h");
            assertThat(desk.locator(".call-label")).hasText("En attente");
            assertThat(desk.locator("#contacts .badge")).containsText("En attente");
            desk.onDialog(Dialog::accept);
            desk.reload();
            assertThat(desk.locator(".call-label")).hasText("En attente");
            assertThat(button("Couper le micro").last()).isEnabled();
            assertThat(button("Reprendre")).isEnabled();
            desk.keyboard().press("h");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            var heard = soundReceived();
            await().atMost(SOON).until(() -> soundReceived() > heard + 20);

            button("Mettre en attente").click();
            assertThat(desk.locator(".call-label")).hasText("En attente");
            desk.keyboard().press("k");
            desk.keyboard().press("*");
            assertThat(desk.locator(".keypad-sent")).hasText("*");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            assertThat(caller.count("released")).isZero();
            desk.keyboard().press("Escape");
            desk.keyboard().press("x");
            assertThat(caller.await("released", SOON)).isTrue();
        }
        finish("Renseignement");
    }

    /// By keyboard alone; her wrap-up is in the place of the call, and the request is the colleague's to settle.
    @Test
    void passesACallOnToAColleagueAndWritesItUp() {
        var bruno = new AgentId(agent + "-bruno");
        accounts.put(new Account(bruno, "Bruno Martin", Role.AGENT, null, true), PASSWORD);
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921482", Duration.ofMinutes(5)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            var call = routing.agent(agent).contacts().getFirst();

            asksOutsideAndGoesBack(sipp);
            desk.keyboard().press("t");
            assertThat(desk.locator("#transfer-list")).not().containsText("Bruno Martin");
            var phone = telephony.sipPhone(bruno).orElseThrow();
            sipp.phones(List.of(new Sipp.Account(phone.user(), phone.password())), Sipp.AT_ONCE);
            await().atMost(SOON).until(() -> telephony.reachable(bruno));
            assertThat(routing.makeAvailable(bruno)).isEmpty();
            desk.keyboard().type("brun");
            assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("Bruno Martin");
            desk.keyboard().press("Enter");
            desk.keyboard().type("Attend son devis depuis mai.");
            desk.keyboard().press("Control+Enter");

            assertThat(desk.locator(".call-label")).hasText("Appel transféré");
            assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
            assertThat(desk.getByLabel("Demande réglée")).isDisabled();
            await().atMost(SOON).until(() -> isTalking(bruno));
            assertThat(caller.count("released")).isZero();
            assertThat(ticketing.ticket(call.ticket()).orElseThrow().interactions())
                    .anySatisfy(said -> assertThat(said.text()).isEqualTo("Attend son devis depuis mai."));
            finish("Transmis");
            telephony.hangUp(bruno, call.contact());
            assertThat(caller.await("released", SOON)).isTrue();
            await().atMost(SOON)
                    .until(() ->
                            routing.finish(bruno, call.contact(), "answered").isEmpty());
        }
        routing.signOut(bruno);
    }

    private void asksOutsideAndGoesBack(Sipp sipp) {
        var mairie = sipp.citizens(AsteriskExtension.running().outgoingPort(), Sipp.AT_ONCE);
        desk.keyboard().press("j");
        desk.keyboard().type("04 93 00 00 07");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("numéro extérieur");
        desk.keyboard().press("Enter");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator(".call-label")).hasText("Avec 04 93 00 00 07 ; l’usager patiente");
        assertThat(button("Passer l’appel à 04 93 00 00 07")).isVisible();
        assertThat(button("Reprendre")).isHidden();
        desk.keyboard().press("j");
        assertThat(desk.locator(".call-label")).hasText("En attente");
        assertThat(mairie.await("released", SOON)).isTrue();
        talksToBothAndGoesOn(mairie);
    }

    private void talksToBothAndGoesOn(SippRun mairie) {
        desk.keyboard().press("j");
        desk.keyboard().type("04 93 00 00 07");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("numéro extérieur");
        desk.keyboard().press("Enter");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator(".call-label")).hasText("Avec 04 93 00 00 07 ; l’usager patiente");
        desk.keyboard().press("g");
        assertThat(desk.locator(".call-label")).hasText("À trois, avec l’usager et 04 93 00 00 07");
        assertThat(button("Quitter : l’usager reste avec 04 93 00 00 07")).isVisible();
        assertThat(button("Parler à trois")).isHidden();
        assertThat(button("Mettre en attente")).isHidden();
        desk.keyboard().press("j");
        assertThat(desk.locator(".call-label")).hasText("En ligne");
        assertThat(mairie.await("released", 2, SOON)).isTrue();
    }

    private boolean isTalking(AgentId who) {
        return routing.agent(who).contacts().stream().anyMatch(held -> held.phase() == Phase.IN_CONVERSATION);
    }

    @Test
    void keepsTheCitizenOnHoldWhenHerBrowserCrashes() {
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921482", Duration.ofMinutes(5)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            desk.keyboard().press("h");
            assertThat(desk.locator(".call-label")).hasText("En attente");
            var held = routing.agent(agent).contacts().getFirst();

            assertThatExceptionOfType(PlaywrightException.class).isThrownBy(() -> desk.navigate("chrome://crash"));
            await().atMost(SOON)
                    .until(() -> telephony.view(held.contact()).orElseThrow().cutOff());
            assertThat(telephony.view(held.contact()).orElseThrow().heldSince()).isNotNull();
            assertThat(caller.count("released")).isZero();
        }
    }

    @Test
    void declinesACallWhichThenWaitsForSomebodyElse() {
        pressSingleKeys(false);
        desk.keyboard().press("?");
        assertThat(desk.locator("#keys")).isHidden();
        pressSingleKeys(true);
        desk.keyboard().press("?");
        assertThat(desk.locator("#keys")).isVisible();
        desk.keyboard().press("Escape");
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921478", Duration.ofMinutes(2)));
            assertThat(desk.locator(".offer")).isVisible();
            desk.keyboard().press("d");
            assertThat(desk.locator(".offer")).hasCount(0);
            assertThat(desk.locator("#waiting")).containsText("1");
            caller.hangUp();
            assertThat(desk.locator("#waiting-none")).isVisible();
        }
    }

    /// Nobody was there, and the citizen said after the tone what it is about.
    @Test
    void listensToTheMessageOfACallThatNobodyAnswered() {
        sendToTheAnsweringMachineAfterASecond();
        routing.pause(agent, "training");
        assertThat(routing.signOut(agent)).isEmpty();
        var asterisk = AsteriskExtension.running();
        try (var sipp = Sipp.against(asterisk.sipPort())) {
            var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921479", Duration.ofMinutes(2)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !asterisk.recordings().isEmpty());
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            caller.hangUp();
        }
        assertThat(routing.makeAvailable(agent)).isEmpty();
        desk.reload();
        acceptOffer("Message vocal à écouter");

        assertThat(desk.locator(".said-text")).containsText("messagerie vocale");
        assertThat(desk.getByLabel("Écouter le message vocal")).isVisible();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                ((Number) desk.evaluate("() => document.querySelector('.said audio').duration || 0"))
                                        .doubleValue())
                        .isBetween(1.5, 15.0));
        assertThat(desk.locator(".ticket-head .number")).isVisible();
        finish("Répondu");
    }

    private void sendToTheAnsweringMachineAfterASecond() {
        var text = rules.shipped().replace("voicemail after 3m", "voicemail after 1s");
        var city = new World(
                Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
                Map.of(catalogue.other().code(), List.of()),
                Set.of(),
                Set.of("voicemail"),
                Map.of());
        var saved = Objects.requireNonNull(
                rules.save(agent, text, "for the test", city).version());
        assertThat(rules.activate(saved.number(), null, agent)).isEmpty();
    }

    @Test
    void answersAMailInItsThread() throws Exception {
        var messageId = writeMail("Horaires de la mairie annexe", "Bonjour, êtes-vous ouverts samedi ?");
        acceptOffer("Courriel à traiter");
        assertThat(desk.locator(".said-text").first()).containsText("ouverts samedi");

        desk.getByPlaceholder("Votre réponse à l’usager…").fill("Bonjour, oui, de 9 h à 12 h.");
        desk.reload();
        assertThat(desk.getByPlaceholder("Votre réponse à l’usager…")).hasValue("Bonjour, oui, de 9 h à 12 h.");
        desk.getByPlaceholder("Votre réponse à l’usager…").press("Control+Enter");
        assertThat(desk.locator(".said-message.said-out .badge")).hasText("envoyé");
        finish("Répondu");

        var answer = mailWith("de 9 h à 12 h");
        assertThat(answer.subject()).contains("Horaires de la mairie annexe");
        assertThat(answer.references()).contains(messageId);
    }

    @Test
    void answersWithWhatTheHouseKnows() throws Exception {
        var text = "Le passage se prend sur rendez-vous.\n\nAu plus trois objets.";
        assertThat(knowledge.publish(
                        UUID.randomUUID(), 0, new Article.Content("Encombrants", text, "", List.of(), null), agent))
                .isEmpty();
        writeMail("Mes encombrants", "Bonjour, quand passez-vous ?");
        acceptOffer("Courriel à traiter");
        assertThat(desk.locator(".known .past")).containsText("Encombrants");

        desk.keyboard().press("q");
        desk.getByPlaceholder("Chercher une fiche…").fill("girafe");
        assertThat(desk.locator(".known")).hasText("Aucune fiche n’a tous ces mots : essayez-en moins.");
        desk.getByPlaceholder("Chercher une fiche…").fill("encombrents");
        desk.locator(".known .past").click();
        Pages.pictures(desk, "article");
        button("Mettre dans la réponse").click();

        assertThat(desk.getByPlaceholder("Votre réponse à l’usager…")).hasValue(text);
        Pages.pictures(desk, "desk-article");
        desk.getByPlaceholder("Votre réponse à l’usager…").press("Control+Enter");
        assertThat(desk.locator(".said-message.said-out .badge")).hasText("envoyé");
        finish("Répondu");
    }

    @Test
    void handsAReportWithItsPhotoOverToTheService() throws IOException {
        report("Nid-de-poule profond sur la piste cyclable");
        acceptOffer("Signalement à traiter");
        assertThat(desk.locator(".photo img")).hasJSProperty("naturalWidth", 320);
        assertThat(desk.locator(".minimap")).isVisible();
        assertThat(desk.locator(".place p")).containsText("43,7034° N");

        var category = desk.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Thème"));
        category.fill("lampad");
        category.press("Enter");
        assertThat(category).hasValue("Lampadaire éteint ou clignotant");
        desk.getByLabel("Consigne au service").fill("Poteau 1432, côté mer.");
        button("Transmettre").click();
        assertThat(desk.locator(".ticket-head .badge")).hasText("Au service");
        assertProposesHandedOver();
        desk.reload();
        assertProposesHandedOver();
        var number = desk.locator(".ticket-head .number").innerText();
        finish("Transmis");
        assertThat(ticket(number).summary().status()).isEqualTo(TicketStatus.WITH_SERVICE);
    }

    @Test
    void sendsAReplyOnceFromTwoTabs() throws Exception {
        writeMail("Deux onglets", "Bonjour, êtes-vous ouverts lundi ?");
        acceptOffer("Courriel à traiter");
        var here = desk.getByPlaceholder("Votre réponse à l’usager…");
        here.fill("Oui, de 9 h à 17 h.");
        var other = desk.context().newPage();
        other.navigate(desk.url());
        var there = other.getByPlaceholder("Votre réponse à l’usager…");
        assertThat(there).hasValue("Oui, de 9 h à 17 h.");
        here.press("Control+Enter");
        there.press("Control+Enter");
        assertThat(there).hasValue("");
        assertThat(desk.locator(".said-message.said-out .badge")).hasText("envoyé");
        other.reload();
        assertThat(other.locator(".said-message.said-out .badge")).hasText("envoyé");
        other.close();
        finish("Répondu");
    }

    @Test
    void asksBeforeASignOutWithAContactInHand() throws Exception {
        writeMail("Avant de partir", "Bonjour, une question.");
        acceptOffer("Courriel à traiter");
        var asked = new ArrayList<String>();
        desk.onDialog(dialog -> {
            asked.add(dialog.message());
            dialog.dismiss();
        });
        desk.locator("summary.user").click();
        button("Se déconnecter").click();
        assertThat(asked).singleElement().asString().startsWith("Vous avez encore des contacts en main");
        assertThat(desk.locator("#contacts li")).hasCount(1);
    }

    @Test
    void keepsWhatIsTypedOnATicketsPageUntilItIsSent() throws Exception {
        writeMail("Prise à deux", "Bonjour, mon composteur est cassé.");
        acceptOffer("Courriel à traiter");
        var number = desk.locator(".ticket-head .number").innerText();
        finish("Répondu");
        desk.navigate("http://127.0.0.1:" + port + "/tickets/" + number);
        button("Prendre cette demande").click();
        var other = desk.context().newPage();
        other.navigate(desk.url());
        var reply = desk.locator("#reply");
        reply.fill("Un nouveau composteur vous attend à l’accueil.");
        other.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Rendre").setExact(true))
                .click();
        button("Envoyer").click();
        assertThat(desk.getByRole(AriaRole.ALERT)).containsText("prenez d’abord cette demande");

        button("Prendre cette demande").click();
        assertThat(reply).hasValue("Un nouveau composteur vous attend à l’accueil.");
        button("Envoyer").click();
        assertThat(desk.getByText("Votre réponse est partie.")).isVisible();
        assertThat(reply).hasValue("");
        assertThat(desk.getByText("Un nouveau composteur")).hasCount(1);
        other.close();
        meetsAColleagueOnTheSameTicket(number);
        mergesAndSeparates(number);
        worksOnManyByKeys();
    }

    /// Ticks, takes, takes back, keeps the list and opens it again, and never touches the mouse but to name it.
    private void worksOnManyByKeys() {
        desk.clock().install();
        desk.navigate("http://127.0.0.1:" + port + "/tickets?view=all&columns=owner&columns=changed");
        assertThat(desk.locator("#bulk")).isHidden();
        pressSingleKeys(false);
        desk.keyboard().press("j");
        assertThat(desk.locator("tbody input[name=line]:focus")).hasCount(0);
        pressSingleKeys(true);
        desk.keyboard().press("j");
        desk.keyboard().press("Shift+J");
        assertThat(desk.locator("#chosen")).hasText("Cochées : 2");
        assertThat(desk.locator("#chosen-said")).hasText("Cochées : 2");
        desk.keyboard().press("/");
        desk.keyboard().press("Escape");
        assertThat(desk.locator("#chosen")).hasText("Cochées : 2");
        desk.locator("input[name=line]").nth(1).focus();
        Pages.pictures(desk, "tickets-chosen");
        desk.keyboard().press("t");
        assertThat(desk.locator("#bulk-report")).containsText("Demandes prises");
        Pages.accessible(desk);
        Pages.pictures(desk, "tickets-taken");
        desk.keyboard().press("z");
        assertThat(desk.locator("#bulk-report")).containsText("Remises comme elles étaient");
        desk.keyboard().press("t");
        desk.locator("#take-back button").focus();
        desk.clock().fastForward(61_000);
        assertThat(desk.locator("#bulk-report")).containsText("Le temps d’annuler est passé.");
        assertThat(desk.locator("#bulk-report")).isFocused();
        desk.keyboard().press("l");
        desk.locator("#list-name").fill("Qui a quoi");
        desk.keyboard().press("Enter");
        assertThat(desk.locator("h1")).hasText("Qui a quoi");
        desk.navigate("http://127.0.0.1:" + port + "/tickets");
        desk.keyboard().press("l");
        Pages.pictures(desk, "tickets-lists");
        desk.keyboard().press("1");
        assertThat(desk.locator("h1")).hasText("Qui a quoi");
        desk.navigate("http://127.0.0.1:" + port + "/tickets/lists");
        Pages.accessible(desk);
        Pages.pictures(desk, "lists");
        button("Supprimer la liste Qui a quoi").click();
        assertThat(desk.getByText("« Qui a quoi » est supprimée")).isVisible();
        Pages.pictures(desk, "lists-removed");
        button("Annuler").click();
        assertThat(desk.getByText("La liste est de nouveau là.")).isVisible();
    }

    /// Each sees the other, and what is written too late is still there beside what the other has done.
    private void meetsAColleagueOnTheSameTicket(String number) {
        var claire = new AgentId("claire-" + AGENTS.incrementAndGet());
        accounts.put(new Account(claire, "Claire Morel", Role.AGENT, null, true), PASSWORD);
        var hers = open("/tickets/" + number);
        Pages.signIn(hers, claire.value(), PASSWORD);
        hers.navigate("http://127.0.0.1:" + port + "/tickets/" + number);
        assertThat(desk.getByText("Claire Morel lit ce dossier")).isVisible();
        assertThat(hers.getByText("Aline Durand lit ce dossier")).isVisible();
        desk.locator("#reply").fill("Venez avec une pièce d’identité.");
        assertThat(hers.getByText("Aline Durand écrit une réponse")).isVisible();

        ticketing.addNote(ticket(number).summary().id(), claire, "Il a rappelé.", "claire");
        assertThat(desk.getByText("Ce dossier vient de changer.")).isVisible();
        button("Envoyer").click();
        assertThat(desk.getByRole(AriaRole.ALERT)).containsText("Rien n’a été enregistré");
        assertThat(desk.locator("section:has(#changes)")).containsText("Claire Morel a noté : Il a rappelé.");
        assertThat(desk.locator("#reply")).hasValue("Venez avec une pièce d’identité.");
        button("Envoyer").click();
        assertThat(desk.getByText("Votre réponse est partie.")).isVisible();
        hers.close();
    }

    private void mergesAndSeparates(String number) throws Exception {
        writeMail("Le même composteur", "Le composteur du 12 est cassé.");
        desk.navigate("http://127.0.0.1:" + port + "/desk");
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        acceptOffer("Courriel à traiter");
        var other = desk.locator(".ticket-head .number").innerText();
        finish("Répondu");
        desk.navigate("http://127.0.0.1:" + port + "/tickets/" + number);
        desk.getByText("Réunir avec d’autres demandes").click();
        desk.locator("#more").fill(other);
        button("Voir avant de réunir").click();
        desk.locator("input[name=survivor][value='" + number + "']").check();
        button("Réunir ces 2 demandes").click();
        assertThat(desk.getByText("Les demandes sont réunies.")).isVisible();
        answersOneOfTwoHoweverOftenThePageIsShown(number, other);
        desk.navigate("http://127.0.0.1:" + port + "/tickets/" + other);
        assertThat(desk.getByText("réunie à celle-ci, par Aline Durand")).isVisible();
        assertThat(desk.getByText("Le composteur du 12 est cassé.").first()).isVisible();

        desk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Séparer"))
                .click();
        assertThat(desk.getByText("retournent avec la demande " + other)).isVisible();
        button("Séparer").click();
        assertThat(desk.getByText("La demande est de nouveau à part")).isVisible();
        assertThat(ticket(other).summary().merged()).isNull();
    }

    private void answersOneOfTwoHoweverOftenThePageIsShown(String number, String other) {
        desk.locator("#to").selectOption(other);
        desk.locator("#reply").fill("Ceci est pour vous seul.");
        desk.reload();
        assertThat(desk.locator("#reply")).hasValue("Ceci est pour vous seul.");
        assertThat(desk.locator("#to")).hasValue(other);
        ticketing.addNote(ticket(number).summary().id(), agent, "Entre-temps.", "meanwhile");
        button("Envoyer").click();
        assertThat(desk.getByRole(AriaRole.ALERT)).containsText("Rien n’a été enregistré");
        assertThat(desk.locator("#to")).hasValue(other);
        button("Envoyer").click();
        assertThat(desk.getByText("Votre réponse est partie.")).isVisible();
        assertThat(desk.locator("#to")).hasValue("all");
        assertThat(ticket(number).own().interactions())
                .noneMatch(said -> said.text().equals("Ceci est pour vous seul."));
    }

    private void assertProposesHandedOver() {
        assertThat(desk.getByLabel("Transmis", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        assertThat(desk.getByLabel("Demande réglée")).not().isChecked();
        assertThat(desk.getByLabel("Demande réglée")).isDisabled();
    }

    @Test
    void chatsWithACitizenAcrossAReload() {
        var citizen = open("/chat");
        citizen.getByPlaceholder("Votre message").fill("Bonjour, jusqu’à quand s’inscrire à la cantine ?");
        citizen.getByPlaceholder("Votre message").press("Enter");
        acceptOffer("Tchat entrant");
        assertThat(desk.locator(".said-text").first()).containsText("cantine");

        say("Bonjour, jusqu’au 15 juin.");
        assertThat(citizen.getByText("jusqu’au 15 juin")).isVisible();
        desk.reload();
        citizen.getByPlaceholder("Votre message").fill("Merci beaucoup !");
        citizen.getByPlaceholder("Votre message").press("Enter");
        assertThat(desk.getByText("Merci beaucoup !")).isVisible();
        say("Bonne journée.");
        assertThat(citizen.getByText("Bonne journée.")).isVisible();

        button("Clore le tchat").click();
        assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
        finish("Répondu");
    }

    /// The answer to what was sent is lost, and she goes on writing before it is tried again.
    @Test
    void sendsChangedWordsOnlyWhenAskedAndLosesNone() {
        var citizen = open("/chat");
        citizen.getByPlaceholder("Votre message").fill("Bonjour, où se trouve la mairie annexe ?");
        citizen.getByPlaceholder("Votre message").press("Enter");
        acceptOffer("Tchat entrant");
        var reply = desk.getByPlaceholder("Votre message…");
        onMessages("answer => { throw new TypeError('lost'); }");
        say("Rue Gioffredo.");
        assertThat(desk.getByText("nous ne savons pas si c’est parti")).isVisible();
        reply.pressSequentially(" Au 5.");
        assertThat(desk.getByText("celui-ci ne part que si vous l’envoyez")).isVisible();
        onMessages("answer => answer");
        reply.press("Enter");
        assertThat(desk.getByText("Votre premier texte est déjà enregistré")).isVisible();
        assertThat(reply).hasValue("Rue Gioffredo. Au 5.");
        assertThat(desk.locator(".said-message.said-out")).hasCount(1);
        reply.press("Enter");
        assertThat(reply).hasValue("");
        assertThat(desk.locator(".said-message.said-out")).hasCount(2);
        assertThat(citizen.getByText("Rue Gioffredo. Au 5.")).isVisible();

        onMessages("answer => new Promise(go => { window.go = () => go(answer); })");
        say("Bonne");
        assertThat(citizen.getByText("Bonne", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        reply.pressSequentially(" journée.");
        onMessages("answer => answer");
        desk.evaluate("go()");
        assertThat(reply).hasValue("journée.");
        reply.press("Enter");
        assertThat(citizen.getByText("journée.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(desk.locator(".said-message.said-out")).hasCount(4);

        onMessages("answer => { throw new TypeError('lost'); }");
        say("Une dernière chose.");
        button("Clore le tchat").click();
        assertThat(desk.getByText("On ne peut plus écrire ici")).isVisible();
        desk.onceDialog(Dialog::accept);
        finish("Répondu");
    }

    /// What becomes, in her browser, of the answers to her messages.
    private void onMessages(String answered) {
        desk.evaluate("() => { window.fetched ??= fetch; const then = " + answered
                + "; window.fetch = (path, how) => fetched(path, how)"
                + ".then(answer => path.endsWith('/messages') ? then(answer) : answer); }");
    }

    /// A mail that is too large, so that there is something to administer.
    @Test
    void everyPageFitsATelephoneAndIsAccessible() throws Exception {
        writeMail("Trop lourd", "Bonjour. ".repeat(150_000));
        var admin = new AgentId("desk-admin");
        accounts.put(new Account(admin, "Ada Admin", Role.ADMINISTRATOR, null, true), PASSWORD);
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(390, 844),
                "http://127.0.0.1:" + port + "/administration/quarantine");
        Pages.signIn(page, admin.value(), PASSWORD);
        await().atMost(SOON).untilAsserted(() -> {
            page.reload();
            assertThat(page.getByText("Message trop volumineux").count()).isPositive();
        });

        for (var path : PAGES) {
            page.setViewportSize(390, 844);
            page.navigate("http://127.0.0.1:" + port + path);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                Pages.accessible(page);
            }
            Pages.pictures(page, "page" + path.replace('/', '-'));
        }
    }

    private void acceptOffer(String kind) {
        assertThat(desk.locator(".offer-kind")).hasText(kind);
        desk.keyboard().press("a");
        assertThat(desk.locator(".offer")).hasCount(0);
        assertThat(desk.locator(".talk")).isVisible();
    }

    private void say(String text) {
        desk.getByPlaceholder("Votre message…").fill(text);
        desk.getByPlaceholder("Votre message…").press("Enter");
    }

    private void finish(String disposition) {
        desk.locator(".choice").getByText(disposition).click();
        button("Terminer").and(desk.locator(".finish button")).click();
        assertThat(desk.locator("#contacts li")).hasCount(0);
    }

    /// What the browser's phone has received, in packets of sound.
    private int soundReceived() {
        return (int) desk.evaluate(
                "import(document.querySelector('script[src$=\"desk.js\"]').src.replace('desk.js', 'phone.js'))"
                        + ".then(phone => phone.received())");
    }

    private TicketView ticket(String number) {
        return ticketing.byNumber(number).orElseThrow();
    }

    /// Whether letters alone are shortcuts, in the user menu.
    private void pressSingleKeys(boolean wanted) {
        desk.locator("header details.menu > summary").last().click();
        var single = button("Raccourcis d’une touche");
        single.click();
        assertThat(single).hasAttribute("aria-pressed", Boolean.toString(wanted));
        desk.keyboard().press("Escape");
    }

    private Locator button(String name) {
        return desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Page open(String path) {
        var options = new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 800);
        return CHROMIUM.open(options, "http://127.0.0.1:" + port + path);
    }

    private void report(String description) throws IOException {
        var form = FormData.create()
                .set("api_key", reportKey)
                .set("service_code", "roads.pothole")
                .set("lat", "43.7034")
                .set("long", "7.2663")
                .set("email", CITIZEN)
                .set("first_name", "Marie")
                .set("last_name", "Giraud")
                .set("description", description)
                .set("media", new FilePayload("photo.png", "image/png", photo()));
        var answer = desk.request()
                .post(
                        "http://127.0.0.1:" + port + "/open311/v2/requests.json",
                        RequestOptions.create().setMultipart(form));
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(201);
    }

    private static byte[] photo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private String writeMail(String subject, String text) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", smtpPort);
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(CITIZEN);
        mail.setRecipient(RecipientType.TO, new InternetAddress("mairie@allo.test"));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
        return mail.getMessageID();
    }

    private record Mail(String subject, String references, String text) {}

    private Mail mailWith(String words) {
        return await().ignoreExceptions()
                .atMost(SOON)
                .until(
                        () -> mails().stream()
                                .filter(mail -> mail.text().contains(words))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// What the citizen has received.
    private List<Mail> mails() throws MessagingException, IOException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", imapPort, CITIZEN, home.secret("mail"));
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            var mails = new ArrayList<Mail>();
            for (var mail : inbox.getMessages()) {
                var references = String.join(" ", Objects.requireNonNullElse(mail.getHeader("References"), NONE));
                mails.add(new Mail(mail.getSubject(), references, String.valueOf(mail.getContent())));
            }
            return mails;
        }
    }
}
