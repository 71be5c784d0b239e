package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import fr.allomairies.application.parts.Home;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A téléconseiller at her desk in a real browser takes a call in it, all the way, against the whole product with real
/// Asterisk and PostgreSQL.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "allo.parts.asterisk=false"})
class DeskIT {

    private static final AgentId AGENT = new AgentId("desk-agent");
    private static final String PASSWORD = "a good long password";
    private static final String CITIZEN = "marie.giraud@example.org";
    private static final double PATIENCE_MILLIS = 20_000;
    private static final List<String> BROWSER = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        var database = PostgresExtension.emptyDatabase();
        var home = Files.createTempDirectory("allo-desk");
        registry.add("spring.datasource.url", () -> database.getURL());
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("ALLO_HOME", home::toString);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
        for (var port : List.of("allo.parts.smtp-port", "allo.parts.imap-port")) {
            var free = FreePorts.one();
            registry.add(port, () -> free);
        }
    }

    @BeforeAll
    static void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(chromium()).setArgs(BROWSER));
    }

    @AfterAll
    static void closeBrowser() {
        Objects.requireNonNull(playwright).close();
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
    Ticketing ticketing;

    @Autowired
    Home home;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Page desk;

    @BeforeEach
    void sheIsReady() {
        accounts.put(new Account(AGENT, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                AGENT,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        desk = open("/desk");
        desk.onPageError(complaints::add);
        desk.getByLabel("Identifiant").fill(AGENT.value());
        desk.getByLabel("Mot de passe").fill(PASSWORD);
        desk.getByLabel("Mot de passe").press("Enter");
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        desk.locator("#available").click();
        assertThat(desk.locator("#state-label")).hasText("Disponible");
    }

    @AfterEach
    void sheGoesHome() {
        assertThat(complaints).isEmpty();
        desk.locator("#end-day").click();
        assertThat(desk.locator("#state-label")).hasText("Hors service");
        contexts.forEach(BrowserContext::close);
    }

    @Test
    void takesACallInTheBrowserAndNotesWhatWasSaid() {
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.pressing("3906", "+33493921477", "0", Duration.ofMinutes(2)));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            assertThat(desk.locator(".offer-who")).hasText("04 93 92 14 77");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            await().atMost(Duration.ofSeconds(10)).until(() -> soundReceived() > 20);

            desk.keyboard().press("n");
            desk.keyboard().type("Demande un rendez-vous pour des encombrants.");
            desk.getByText("Raccrocher").click();
            assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
            assertThat(caller.await("released", Duration.ofSeconds(10))).isTrue();
        }
        var number = desk.locator(".ticket-head .number").innerText();
        finish("Renseignement");
        assertThat(ticket(number).interactions())
                .anySatisfy(said -> assertThat(said.text()).startsWith("Demande un rendez-vous"));
        assertThat(ticket(number).summary().status()).isEqualTo(TicketStatus.RESOLVED);
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
        desk.getByText("Terminer", new Page.GetByTextOptions().setExact(true)).click();
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

    private Page open(String path) {
        var context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setLocale("fr-FR")
                        .setViewportSize(1280, 800)
                        .setBaseURL("http://127.0.0.1:" + port));
        contexts.add(context);
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.navigate(path);
        return page;
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
                .post("/open311/v2/requests.json", RequestOptions.create().setMultipart(form));
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

    private MimeMessage mailFor(String address, String words) {
        return await().ignoreExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> mails(address)
                                .filter(mail -> text(mail).contains(words))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private Stream<MimeMessage> mails(String address) throws MessagingException {
        var store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", imapPort, address, home.secret("mail"));
        var inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return Arrays.stream(inbox.getMessages()).map(MimeMessage.class::cast);
    }

    private static String text(MimeMessage mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path chromium() {
        return Stream.of(
                        System.getenv("ALLO_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium; name it by ALLO_CHROMIUM"));
    }
}
