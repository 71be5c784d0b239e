package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A citizen reports on the page of the city, with and without a network.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class CitizenPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final double LATITUDE = 43.7034;
    private static final double LONGITUDE = 7.2663;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Ticketing ticketing;

    @Autowired
    Attachments attachments;

    @Autowired
    Cases cases;

    @Test
    void whatIsSentWithoutANetworkIsOneRequestLater() throws IOException {
        var words = "Sacs éventrés " + UUID.randomUUID();
        var page = opened(at(LATITUDE, LONGITUDE));
        page.evaluate("new Promise(done => navigator.serviceWorker.controller ? done()"
                + " : navigator.serviceWorker.addEventListener('controllerchange', () => done()))");
        Pages.accessible(page);
        Pages.pictures(page, "report-new");

        page.context().setOffline(true);
        page.reload();
        assertThat(page.locator("#offline")).isVisible();
        choose(page, "Propreté", "Dépôt sauvage");
        page.getByText("Je suis sur place").click();
        assertThat(page.getByText("Position trouvée")).isVisible();
        page.getByText("Des gravats").click();
        page.locator("#file").setInputFiles(new FilePayload("photo.png", "image/png", picture(3000, 1500)));
        assertThat(page.locator("#photos img")).hasCount(1);
        page.getByLabel("Description").fill(words);
        page.getByLabel("Adresse e-mail").fill("jeanne@example.org");
        assertThat(page.getByText("Brouillon gardé sur cet appareil.")).isVisible();
        page.waitForTimeout(500);

        page.reload();
        assertThat(page.getByLabel("Description")).hasValue(words);
        assertThat(page.getByLabel("Des gravats")).isChecked();
        assertThat(page.getByText("Position trouvée")).isVisible();
        assertThat(page.locator("#photos img")).hasCount(1);
        Pages.accessible(page);
        Pages.pictures(page, "report-offline");
        send(page);
        assertThat(page.locator("#done")).containsText("Gardé sur cet appareil");
        assertThat(page.locator("#mine-list")).containsText("En attente du réseau");
        page.reload();
        assertThat(page.locator("#mine-list li")).hasCount(1);
        assertThat(page.locator("#mine-list")).containsText("En attente du réseau");
        Pages.accessible(page);
        Pages.pictures(page, "report-waiting");

        // the answer to the first attempt is lost
        page.context().route("**/signaler/envois", route -> {
            route.fetch();
            page.context().unroute("**/signaler/envois");
            route.abort();
        });
        page.context().setOffline(false);
        page.waitForTimeout(1_000);
        page.reload();

        var line = page.locator("#mine-list li");
        assertThat(line).containsText("NCA-");
        assertThat(line.getByRole(AriaRole.LINK)).isVisible();
        var found = found(words);
        assertThat(found).hasSize(1);
        var ticket = found.getFirst();
        assertThat(ticket.summary().category().value()).isEqualTo("cleaning.dumping");
        assertThat(ticket.place().latitude()).isEqualTo(LATITUDE);
        assertThat(ticket.citizen().email().value()).isEqualTo("jeanne@example.org");
        var said = ticket.interactions().getFirst();
        assertThat(said.text()).contains(words, "Qu’a-t-on laissé là ? Des gravats");
        var kept = attachments.content(said.attachments().getFirst().id()).orElseThrow();
        assertThat(ImageIO.read(new ByteArrayInputStream(kept.content())).getWidth())
                .isEqualTo(1600);
        assertThat(ticket.interactions())
                .anySatisfy(note -> assertThat(note.text()).isEqualTo("Signalé par : page « Signaler »"));
        Pages.pictures(page, "report-sent");
        line.getByRole(AriaRole.LINK).click();
        assertThat(page.getByText(words)).isVisible();
    }

    @Test
    void whoSaysThatItIsTheSameJoinsWhatOthersHaveReported() {
        var near = at(43.7101, 7.2601);
        var first = opened(near);
        report(first, "Éclairage", "Lampadaire", "Noir complet");
        var known = number(first);

        var second = opened(at(43.7104, 7.2603));
        choose(second, "Éclairage", "Lampadaire");
        second.getByText("Je suis sur place").click();
        assertThat(second.locator("#near")).containsText("à 35 m au sud-ouest, signalé aujourd’hui");
        second.getByText("C’est celui-ci").click();
        Pages.accessible(second);
        Pages.pictures(second, "report-near");
        second.getByLabel("Description").fill("Toujours noir");
        send(second);
        var own = number(second);

        assertThat(own).isNotEqualTo(known);
        var joined = ticketing.byNumber(own).orElseThrow();
        assertThat(Objects.requireNonNull(joined.summary().merged()).number()).isEqualTo(known);
        assertThat(cases.separate(joined.summary().id(), new AgentId("amina"))).isEmpty();
        assertThat(ticketing.byNumber(own).orElseThrow().summary().merged()).isNull();
    }

    @Test
    void whatIsNotFixedGoesBackToItsService() throws IOException {
        var page = opened(at(43.7301, 7.2401));
        report(page, "Éclairage", "Lampadaire", "Noir depuis lundi");
        var ticket = ticketing.byNumber(number(page)).orElseThrow().summary().id();
        var service = new ServiceCode("eclairage");
        ticketing.handOver(ticket, service, null, new AgentId("amina"));
        ticketing.report(ticket, service, ServiceProgress.DONE, "Ampoule changée", null, "paul");
        page.reload();
        assertThat(page.locator("#mine-list li")).hasAttribute("data-state", "resolved");

        page.locator("#mine-list a").click();
        page.getByText("Ce n’est pas réglé ?").click();
        page.getByLabel("Que constatez-vous ?").fill("Il s’est éteint de nouveau");
        page.getByLabel("Photo (facultatif)").setInputFiles(new FilePayload("photo.png", "image/png", picture(30, 20)));
        Pages.accessible(page);
        Pages.pictures(page, "report-not-fixed");
        send(page, "Ce n’est pas réglé");

        assertThat(page.getByText("Rendue au service : vous dites que ce n’est pas réglé"))
                .isVisible();
        assertThat(page.getByText("Il s’est éteint de nouveau")).isVisible();
        assertThat(ticketing.ticket(ticket).orElseThrow().summary().status()).isEqualTo(TicketStatus.WITH_SERVICE);
        assertThat(page.locator("#not-fixed")).hasCount(0);
        Pages.accessible(page);
        Pages.pictures(page, "report-given-back");
    }

    @Test
    void anIdeaNeedsNoPlaceAndIsWrittenInEnglish() {
        var page = CHROMIUM.open(new NewContextOptions(), address("/report"));
        assertThat(page.locator("h1")).hasText("Report, propose, thank");
        page.getByLabel("Propose an idea").check();
        send(page, "Send");
        assertThat(page.getByText("Write your message.")).isVisible();
        assertThat(page.getByLabel("Description")).isFocused();
        Pages.accessible(page);
        page.getByLabel("Description").fill("Des bancs à l’ombre, s’il vous plaît");
        send(page, "Send");

        var ticket = ticketing.byNumber(number(page)).orElseThrow();
        assertThat(ticket.summary().category().value()).isEqualTo("suggestion.idea");
        assertThat(ticket.language()).isEqualTo("en");
        assertThat(ticket.place()).isNull();
    }

    @Test
    void tellsWhatIsMissingBeforeItSends() {
        var page = opened(at(48.85, 2.35));
        send(page);
        assertThat(page.getByText("Choisissez de quoi il s’agit.")).isVisible();
        choose(page, "Collecte des déchets", "Collecte non faite");
        page.getByText("Je suis sur place").click();
        assertThat(page.locator("#position")).containsText("hors de la métropole");
        page.getByLabel("Adresse e-mail").fill("jeanne");
        send(page);
        assertThat(page.getByText("Donnez votre position ou écrivez l’endroit."))
                .isVisible();
        assertThat(page.locator("[data-questions-of='waste.missed'] .error-text"))
                .isVisible();
        assertThat(page.getByText("Cette adresse n’est pas complète")).isVisible();
        assertThat(page.locator("#mine")).isHidden();
        Pages.accessible(page);
        Pages.pictures(page, "report-missing");
    }

    @Test
    void canBeInstalled() throws Exception {
        var page = CHROMIUM.open(new NewContextOptions(), address("/signaler"));
        assertThat(page.locator("link[rel=manifest]")).hasAttribute("href", "/signaler/app.webmanifest");
        var manifest = get("/signaler/app.webmanifest");
        assertThat(manifest.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/manifest+json");
        assertThat(manifest.body()).contains("\"start_url\":\"/signaler\"", "512x512", "maskable", "standalone");
        var session = page.context().newCDPSession(page);
        var errors = session.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors");
        assertThat(errors.asList())
                .allSatisfy(error -> assertThat(error.toString()).contains("in-incognito"));
    }

    @Test
    void tellsNothingPersonal() throws Exception {
        var page = opened(at(43.7201, 7.2501));
        report(page, "Éclairage", "Lampadaire", "Chez Jeanne");
        var number = number(page);
        assertThat(get("/signaler/proches?service_code=lighting.lamp-out&lat=43.7201&long=7.2501")
                        .body())
                .matches("\\[\\{\"number\":\"" + number
                        + "\",\"lat\":43.7201,\"lng\":7.2501,\"opened\":\"[0-9T:.Z-]+\"}]");
        var key = UUID.randomUUID().toString();
        assertThat(post("/signaler/etats", key, "[\"" + key + "\"]").body()).isEqualTo("[]");
    }

    @Test
    void everyThemeHasAName() throws Exception {
        assertThat(get("/signaler").body()).doesNotContain("??").contains("Éclairage");
        assertThat(get("/signaler?lang=en").body()).doesNotContain("??").contains("Street lights");
    }

    private static NewContextOptions at(double latitude, double longitude) {
        return new NewContextOptions()
                .setLocale("fr-FR")
                .setGeolocation(new Geolocation(latitude, longitude))
                .setPermissions(List.of("geolocation"));
    }

    private Page opened(NewContextOptions options) {
        return CHROMIUM.open(options, address("/signaler"));
    }

    private static void report(Page page, String theme, String service, String words) {
        choose(page, theme, service);
        page.getByText("Je suis sur place").click();
        assertThat(page.getByText("Position trouvée")).isVisible();
        page.getByLabel("Description").fill(words);
        send(page);
    }

    private static void choose(Page page, String theme, String service) {
        page.locator(".report-themes label", new Page.LocatorOptions().setHasText(theme))
                .click();
        page.locator(".report-choices:not([hidden]) label", new Page.LocatorOptions().setHasText(service))
                .click();
    }

    private static void send(Page page) {
        send(page, "Envoyer");
    }

    private static void send(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /// When its ticket is opened.
    private static String number(Page page) {
        assertThat(page.locator("#done-track")).isVisible();
        var text = page.locator("#done-title").textContent();
        return text.replaceFirst(".*(NCA-\\d\\d-\\d+).*", "$1");
    }

    private List<TicketView> found(String words) {
        return ticketing.find(TicketFilter.ALL, 100, 0).stream()
                .filter(ticket -> ticket.channel().equals(ChannelKind.REPORT))
                .map(ticket -> ticketing.ticket(ticket.id()).orElseThrow())
                .filter(ticket -> ticket.interactions().getFirst().text().contains(words))
                .toList();
    }

    private static byte[] picture(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address(path))).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String key, String body) {
        var type = body.startsWith("[") ? "application/json" : "multipart/form-data; boundary=b";
        var request = HttpRequest.newBuilder(URI.create(address(path)))
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join();
    }
}
