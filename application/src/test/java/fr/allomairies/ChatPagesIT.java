package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A citizen at the widget and a téléconseillère at her desk, each in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class ChatPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Routing routing;

    @Test
    void citizenAndAgentSeeEachOtherWriteAndReadAndGiveEachOtherFiles() throws Exception {
        accounts.put(new Account(new AgentId("ch-amina"), "Amina Benali", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                new AgentId("ch-amina"),
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        var desk = open("/desk");
        Pages.signIn(desk, "ch-amina", PASSWORD);
        assertThat(desk.locator("#phone-label")).hasText("Téléphonie absente");
        desk.getByRole(
                        AriaRole.BUTTON,
                        new GetByRoleOptions().setName("Disponible").setExact(true))
                .click();
        assertThat(desk.locator("#state-label")).hasText("Disponible");
        var citizen = open("/chat");
        say(citizen, "Bonjour, un trou rue Gubernatis.");
        assertThat(desk.locator(".offer-kind")).hasText("Tchat entrant");
        desk.keyboard().press("a");
        assertThat(desk.locator(".said-text").first()).containsText("Gubernatis");
        assertThat(line(citizen, "Gubernatis")).containsText("Lu");

        reply(desk).pressSequentially("Bonjour");
        assertThat(citizen.getByText("Un téléconseiller écrit…")).isVisible();
        Pages.accessible(citizen);
        Pages.pictures(citizen, "chat-widget-typing");
        reply(desk).press("Enter");
        assertThat(citizen.getByText("Un téléconseiller écrit…")).isHidden();
        assertThat(desk.locator(".said-out .badge-good")).hasText("lu");

        citizen.getByLabel("Votre message").pressSequentially("Voici");
        assertThat(desk.getByText("L’usager écrit…")).isVisible();
        Pages.accessible(desk);
        Pages.pictures(desk, "chat-desk-typing");
        choose(citizen.locator("input[type=file]"), "trou.jpg", "image/jpeg", photo());
        assertThat(desk.getByAltText("Photo : trou.jpg")
                        .or(desk.locator(".photo img"))
                        .first())
                .isVisible();

        choose(
                desk.locator(".editor input[type=file]"),
                "formulaire.pdf",
                "application/pdf",
                "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        assertThat(citizen.getByText("formulaire.pdf")).isVisible();
        choose(desk.locator(".editor input[type=file]"), "a.exe", "application/octet-stream", new byte[] {'M', 'Z', 0});
        assertThat(desk.locator("#toasts")).containsText("Ce fichier ne peut pas être envoyé");
        assertThat(desk.locator(".files img")).hasJSProperty("complete", true);
        Pages.accessible(citizen);
        Pages.accessible(desk);
        Pages.pictures(citizen, "chat-widget-files");
        Pages.pictures(desk, "chat-desk-files");
        desk.reload();
        assertThat(desk.locator(".said-out .badge-good").first()).hasText("lu");

        desk.locator("[data-key=end]").click();
        citizen.getByText("Recevoir la conversation par e-mail").click();
        Pages.accessible(citizen);
        Pages.pictures(citizen, "chat-widget-transcript");
        assertThat(citizen.locator("body").evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private Page open(String path) {
        return CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 900),
                "http://127.0.0.1:" + port + path);
    }

    private static Locator reply(Page desk) {
        return desk.locator("[data-key=reply]");
    }

    private static void say(Page citizen, String text) {
        citizen.getByLabel("Votre message").fill(text);
        citizen.getByLabel("Votre message").press("Enter");
    }

    private static Locator line(Page citizen, String text) {
        return citizen.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void choose(Locator input, String name, String type, byte[] content) {
        input.setInputFiles(new FilePayload(name, type, content));
    }

    private static byte[] photo() throws IOException {
        var picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.setColor(new Color(0x8a8f94));
        canvas.fillRect(0, 0, 800, 600);
        canvas.setColor(new Color(0x2a2d30));
        canvas.fillOval(250, 220, 300, 180);
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", out);
        return out.toByteArray();
    }
}
