package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.contact.AgentId;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What an administrator says of the mailboxes, in a real browser, with a real mail server.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class MailboxesPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final String ROADS = "voirie@ville.test";
    private static final ServerSetup SMTP = new ServerSetup(FreePorts.one(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private static final ServerSetup IMAP = new ServerSetup(FreePorts.one(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
    private static final GreenMail MAIL = new GreenMail(new ServerSetup[] {SMTP, IMAP});

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @BeforeAll
    static void startMail() {
        MAIL.start();
        MAIL.setUser(ROADS, ROADS, "the right one");
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    JdbcClient db;

    @Test
    void aMailboxIsTriedSavedReadAndPutOutOfService() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        var page = signIn(ADA, 1280, "/administration/mailboxes");
        assertThat(page.locator("main tbody tr")).hasCount(1);
        page.getByText("Nouvelle boîte").click();
        page.locator("#address").fill(ROADS);
        page.locator("#name").fill("Service voirie");
        page.locator("#category").selectOption("roads.pothole");
        fill(page, "imap", IMAP.getPort());
        fill(page, "smtp", SMTP.getPort());
        page.locator("#imap-password").fill("the wrong one");
        button(page, "Essayer la connexion").click();
        assertThat(page.locator("#trial")).containsText("identifiant, mot de passe ou jeton refusé");
        assertThat(page.locator("#trial")).containsText("Aucun courriel n’a été envoyé");
        assertThat(page.locator("#client")).isHidden();
        page.getByLabel("Par jeton (OAuth 2)").check();
        assertThat(page.locator("#client")).isVisible();
        look(page, "mailbox");
        page.getByLabel("Par mot de passe").check();

        page.locator("#imap-password").fill("the right one");
        button(page, "Essayer la connexion").click();
        assertThat(page.locator("#trial.notice-good")).containsText("aucun message dans la boîte");
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-good")).containsText("Tous les serveurs en tiennent compte");
        assertThat(page.locator("main .table").first()).containsText(ROADS);
        assertThat(page.locator("section tbody tr").first()).containsText("Ada Rossi");
        look(page, "mailboxes");

        GreenMailUtil.sendTextEmail(ROADS, "jeanne@example.org", "Trou", "Rue de France.", SMTP);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(db.sql("select category from ticket")
                                .query(String.class)
                                .list())
                        .containsExactly("roads.pothole"));

        page.navigate(address("/administration/mailboxes/form"));
        page.locator("#address").fill(ROADS);
        page.locator("#name").fill("Autre");
        fill(page, "imap", IMAP.getPort());
        fill(page, "smtp", SMTP.getPort());
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-bad")).containsText("Cette adresse a déjà une boîte");
        assertThat(mailboxes.find(ROADS).orElseThrow().name()).isEqualTo("Service voirie");

        page.navigate(address("/administration/mailboxes/form?address=" + ROADS));
        fill(page, "imap", FreePorts.one());
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-bad")).containsText("Ce qui est enregistré ne sert qu’aux serveurs");
        button(page, "Essayer la connexion").click();
        assertThat(page.locator("#trial.notice-bad")).containsText("ne sert qu’aux serveurs d’avant");

        var second = page.context().newPage();
        second.navigate(address("/administration/mailboxes/form?address=" + ROADS));
        page.navigate(address("/administration/mailboxes/form?address=" + ROADS));
        page.locator("#name").fill("Voirie");
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-good")).isVisible();
        second.locator("#name").fill("Rues");
        button(second, "Enregistrer").click();
        assertThat(second.locator(".notice-bad")).containsText("Quelqu’un d’autre a modifié cette boîte");
        second.close();

        page.navigate(address("/administration/mailboxes/form?address=" + ROADS));
        assertThat(page.locator("#imap-password")).hasValue("");
        assertThat(page.locator("label:has([name=active])")).containsText("1 message lu ici");
        page.locator("[name=active]").uncheck();
        button(page, "Enregistrer").click();
        assertThat(page.locator("main .table").first()).containsText("Hors service");
        assertThat(mailboxes.find(ROADS).orElseThrow().active()).isFalse();

        page.navigate(address("/administration/mailboxes/form?address=mairie@allo.test"));
        page.locator("[name=active]").uncheck();
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-bad")).containsText("la dernière boîte en service");

        page.navigate(address("/administration/journal"));
        await().untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("main")).containsText("Boîte aux lettres réglée");
        });
    }

    private static void fill(Page page, String which, int port) {
        page.locator("#" + which + "-host").fill("127.0.0.1");
        page.locator("#" + which + "-port").fill(String.valueOf(port));
        page.locator("#" + which + "-security").selectOption("NONE");
    }

    /// Narrow too, where nothing sticks out; kept where somebody asks for pictures.
    private static void look(Page page, String name) {
        for (var width : new int[] {1280, 390}) {
            page.setViewportSize(width, 844);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            var pictures = System.getProperty("pictures");
            if (pictures != null) {
                for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of(pictures, name + "-" + width + "-" + scheme + ".png")));
                }
            }
        }
        page.setViewportSize(1280, 844);
    }

    private Page signIn(AgentId who, int width, String path) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(width, 844), address(path));
        Pages.signIn(page, who.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        page.navigate(address(path));
        return page;
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
