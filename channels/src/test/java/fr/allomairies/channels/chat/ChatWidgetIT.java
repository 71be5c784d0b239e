package fr.allomairies.channels.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.sun.net.httpserver.HttpServer;
import fr.allomairies.channels.ChatMarks;
import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.TicketView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The widget in a real browser, on a site that is not ours.
class ChatWidgetIT extends OnRealServers {

    static final AgentId AMINA = new AgentId("amina");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    int port;

    @Autowired
    ChatMarks marks;

    HttpServer site;
    BrowserContext context;
    Page page;

    @BeforeEach
    void openSite() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            var html = """
                    <!DOCTYPE html><html lang="fr"><head><meta name="viewport" content="width=device-width"></head>
                    <body><h1>Une commune</h1><script src="http://127.0.0.1:%d/chat/widget.js" data-theme="auto" async></script></body></html>
                    """.formatted(port).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        site.start();
        open(new NewContextOptions());
    }

    @AfterEach
    void closeSite() {
        site.stop(0);
    }

    @Test
    void survivesALostConnectionAndAReloadWithoutALostOrDoubledMessage() throws Exception {
        var question = "Où est la déchèterie ? " + UUID.randomUUID();
        launcher().click();
        page.getByLabel("Votre prénom (facultatif)").fill("Jeanne");
        say(question);
        assertThat(page.getByText("Un téléconseiller va vous répondre")).isVisible();
        var contact = contactOf(question);
        transaction.executeWithoutResult(_ -> log.append(new OfferAccepted(Instant.now(), contact, AMINA)));
        assertThat(page.getByText("Vous discutez avec un téléconseiller")).isVisible();
        answer(contact, "Bonjour Jeanne !", "1");
        assertThat(line("Bonjour Jeanne !")).hasCount(1);

        context.setOffline(true);
        say("Écrit hors ligne, un");
        say("Écrit hors ligne, deux");
        assertThat(line("Écrit hors ligne, deux")).containsText("Envoi…");
        answer(contact, "Dit pendant la coupure", "2");
        page.getByLabel("Votre message").fill("un brouillon");
        context.setOffline(false);

        assertThat(line("Dit pendant la coupure")).hasCount(1);
        assertThat(line("Écrit hors ligne, deux")).containsText("Envoyé");
        page.reload();
        for (var text : List.of(
                question,
                "Bonjour Jeanne !",
                "Écrit hors ligne, un",
                "Écrit hors ligne, deux",
                "Dit pendant la coupure")) {
            assertThat(line(text)).hasCount(1);
        }
        assertThat(page.getByLabel("Votre message")).hasValue("un brouillon");
        assertThat(said(contact))
                .containsOnlyOnce(question, "Écrit hors ligne, un", "Écrit hors ligne, deux", "Bonjour Jeanne !");
        assertThat(context.cookies()).isEmpty();
    }

    @Test
    void eitherSideSeesThatTheOtherWritesAndWhatItHasRead() throws Exception {
        var question = "Qui écrit ? " + UUID.randomUUID();
        launcher().click();
        say(question);
        var contact = contactOf(question);
        transaction.executeWithoutResult(_ -> log.append(new OfferAccepted(Instant.now(), contact, AMINA)));
        assertThat(line(question)).containsText("Envoyé");
        assertThat(page.getByText("Un téléconseiller écrit…")).isHidden();

        marks.agent(contact, true, Instant.now());
        assertThat(page.getByText("Un téléconseiller écrit…")).isVisible();
        assertThat(line(question)).containsText("Lu");
        answer(contact, "Je regarde", "1");
        assertThat(page.getByText("Un téléconseiller écrit…")).isHidden();
        var answeredAt = ticketing.saidIn(contact).getLast().at();
        within(SOON, () -> assertThat(marks.ofCitizen(contact)).isEqualTo(new Mark(false, answeredAt)));

        page.getByLabel("Votre message").pressSequentially("Mer");
        within(SOON, () -> assertThat(marks.ofCitizen(contact).typing()).isTrue());
        assertThat(marks.recentOfCitizens()).containsKey(contact);
        say("Merci");
        within(SOON, () -> assertThat(marks.ofCitizen(contact).typing()).isFalse());
        page.getByLabel("Votre message").pressSequentially("x");
        within(SOON, () -> assertThat(marks.ofCitizen(contact).typing()).isTrue());
        within(
                Duration.ofSeconds(10),
                () -> assertThat(marks.ofCitizen(contact).typing()).isFalse());
    }

    @Test
    void aPhotoWaitsOnTheDeviceAcrossALostConnectionAndAReload() throws Exception {
        var question = "Photo hors ligne " + UUID.randomUUID();
        launcher().click();
        say(question);
        assertThat(line(question)).containsText("Envoyé");
        var contact = contactOf(question);

        page.route("**/files/*", Route::abort);
        choose("trou.jpg", "image/jpeg", ChatFilesIT.jpeg(400, 300));
        assertThat(line("trou.jpg")).containsText("Envoi…");
        assertThat(page.getByText("Connexion perdue")).isVisible();
        page.reload();
        assertThat(line("trou.jpg")).containsText("Envoi…");
        page.unroute("**/files/*");
        say("Voilà");

        assertThat(page.getByAltText("Photo envoyée : trou.jpg")).hasCount(1);
        within(
                SOON,
                () -> assertThat(page.getByAltText("Photo envoyée : trou.jpg").evaluate("photo => photo.naturalWidth"))
                        .isEqualTo(400));
        assertThat(said(contact)).containsSequence("[Photo]", "Voilà");
        page.reload();
        assertThat(page.getByAltText("Photo envoyée : trou.jpg")).hasCount(1);
    }

    @Test
    void whatTheAgentGivesIsShownOrSavedAndWhatCannotBeTakenIsSaid() throws Exception {
        var question = "Un plan ? " + UUID.randomUUID();
        launcher().click();
        say(question);
        var contact = contactOf(question);
        var ticket = ticketOf(contact).summary().id();
        var plan = new NewAttachment("plan.jpg", "image/jpeg", ChatFilesIT.jpeg(600, 400));
        var form = new NewAttachment("formulaire.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        ticketing.addFile(ticket, contact, AMINA, "[Photo]", plan, "f-1");
        ticketing.addFile(ticket, contact, AMINA, "[Fichier] formulaire.pdf", form, "f-2");

        assertThat(page.getByAltText("Photo reçue : plan.jpg")).isVisible();
        var saved = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("formulaire.pdf"))
                        .click());
        assertThat(saved.suggestedFilename()).isEqualTo("formulaire.pdf");

        choose("virus.exe", "application/octet-stream", new byte[] {'M', 'Z', 0, 1});
        assertThat(page.getByText("Ce fichier ne peut pas être pris")).isVisible();
        assertThat(line("virus.exe")).hasCount(0);
        choose("lourd.jpg", "image/jpeg", new byte[13_000_000]);
        assertThat(page.getByText("Ce fichier est trop lourd (12 Mo au plus).")).isVisible();
    }

    @Test
    void theConversationIsSentByMailWhenItIsOver() throws Exception {
        var question = "Par mail ? " + UUID.randomUUID();
        var recipient = "widget-" + UUID.randomUUID() + "@example.org";
        launcher().click();
        say(question);
        var contact = contactOf(question);
        answer(contact, "Oui.", "1");
        assertThat(line("Oui.")).isVisible();
        assertThat(page.getByText("Recevoir la conversation par e-mail")).isHidden();
        transaction.executeWithoutResult(
                _ -> log.append(new ConversationEnded(Instant.now(), contact, AMINA, EndedBy.AGENT)));

        page.getByText("Recevoir la conversation par e-mail").click();
        assertThat(page.getByText("Le texte de toute cette conversation, sans les fichiers"))
                .isVisible();
        page.getByLabel("Adresse e-mail").fill(recipient);
        pictures("transcript");
        page.getByText("Envoyer la conversation").click();

        assertThat(page.getByText("Conversation envoyée à " + recipient)).isVisible();
        within(SOON, () -> assertThat(inboxOf(recipient)).hasSize(1));
    }

    @Test
    void writingAgainDaysLaterGoesOnOnTheSameTicket() throws Exception {
        var question = "Lundi " + UUID.randomUUID();
        launcher().click();
        say(question);
        var first = contactOf(question);
        transaction.executeWithoutResult(
                _ -> log.append(new ConversationEnded(Instant.now(), first, AMINA, EndedBy.AGENT)));
        page.navigate("about:blank");
        db.sql("update channels_chat_conversation set seen_at = seen_at - interval '6 days' where contact = ?")
                .param(first.value())
                .update();

        page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");
        assertThat(line(question)).hasCount(1);
        var back = "Dimanche " + UUID.randomUUID();
        say(back);

        var second = within(
                SOON,
                () -> events(InteractionAdded.class).stream()
                        .map(InteractionAdded::contact)
                        .filter(Objects::nonNull)
                        .filter(contact -> ticketing.saidIn(contact).stream()
                                .anyMatch(said -> said.text().equals(back)))
                        .findFirst()
                        .orElseThrow(AssertionError::new));
        assertThat(second).isNotEqualTo(first);
        assertThat(ticketOf(second).summary().id())
                .isEqualTo(ticketOf(first).summary().id());
    }

    @Test
    void whatIsNotInSightIsNotRead() throws Exception {
        var text = "Fenêtre réduite " + UUID.randomUUID();
        launcher().click();
        say(text);
        assertThat(line(text)).containsText("Envoyé");
        page.keyboard().press("Escape");
        var contact = contactOf(text);
        answer(contact, "Réponse", "1");
        assertThat(launcher()).containsText("1");
        assertThat(marks.ofCitizen(contact).readUntil()).isNull();

        launcher().click();
        within(SOON, () -> assertThat(marks.ofCitizen(contact).readUntil()).isNotNull());
    }

    @Test
    void isUsedByKeyboardAlone() throws Exception {
        var text = "Au clavier " + UUID.randomUUID();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Votre message")).isFocused();
        page.keyboard().type(text);
        page.keyboard().press("Enter");
        assertThat(line(text)).containsText("Envoyé");
        page.keyboard().press("Escape");
        assertThat(launcher()).isFocused();

        answer(contactOf(text), "Réponse", "1");
        assertThat(launcher()).containsText("1");
        page.keyboard().press("Enter");
        assertThat(line("Réponse")).isVisible();
    }

    @Test
    void keepsWhatIsRefusedInTheInputAndSaysWhy() {
        launcher().click();
        page.getByLabel("Votre message").fill("x".repeat(4001));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Envoyer"))
                .click();

        assertThat(page.getByText("Ce message est trop long")).isVisible();
        assertThat(page.getByLabel("Votre message")).hasValue("x".repeat(4001));
    }

    @Test
    void endsTheConversationWhenTheCitizenSaysSo() throws Exception {
        var text = "Je m'en vais " + UUID.randomUUID();
        launcher().click();
        say(text);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Terminer").setExact(true))
                .click();
        page.getByText("Oui, terminer").click();

        assertThat(page.getByText("La conversation est terminée")).isVisible();
        assertThat(page.getByText("Nouvelle conversation")).isVisible();
    }

    @Test
    void fillsATelephoneAndFollowsTheDark() {
        open(new NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));
        launcher().click();

        var box = page.getByRole(AriaRole.DIALOG).boundingBox();

        assertThat(box.width).isCloseTo(390, offset(1.0));
        assertThat(box.height).isCloseTo(844, offset(1.0));
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCSS("background-color", "rgb(19, 29, 38)");
        assertThat(page.locator("textarea").evaluate("area => getComputedStyle(area, '::placeholder').color"))
                .isEqualTo("rgb(157, 176, 191)");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 390"))
                .isTrue();
    }

    private void choose(String name, String type, byte[] content) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, type, content));
    }

    /// For whoever wants to look: `-Dallo.pictures=FOLDER`.
    private void pictures(String name) {
        var folder = System.getProperty("allo.pictures");
        if (folder == null) {
            return;
        }
        for (var width : List.of(390, 1280)) {
            page.setViewportSize(width, 844);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of(folder, "widget-" + name + "-" + width + ".png")));
        }
    }

    private void open(NewContextOptions options) {
        page = CHROMIUM.open(options, "http://127.0.0.1:" + site.getAddress().getPort() + "/");
        context = page.context();
    }

    private Locator launcher() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Discuter avec la mairie"));
    }

    private Locator line(String text) {
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(text));
    }

    private void say(String text) {
        page.getByLabel("Votre message").fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Envoyer"))
                .click();
    }

    private void answer(ContactId contact, String text, String key) {
        ticketing.addMessage(ticketOf(contact).summary().id(), contact, AMINA, text, key);
    }

    private List<String> said(ContactId contact) {
        return ticketOf(contact).interactions().stream()
                .map(TicketView.Interaction::text)
                .toList();
    }

    private TicketView ticketOf(ContactId contact) {
        return ticketing.byContact(contact).orElseThrow();
    }

    private ContactId contactOf(String text) throws Exception {
        return within(
                SOON,
                () -> events(InteractionAdded.class).stream()
                        .map(InteractionAdded::contact)
                        .filter(Objects::nonNull)
                        .filter(contact -> said(contact).contains(text))
                        .findFirst()
                        .orElseThrow(AssertionError::new));
    }
}
