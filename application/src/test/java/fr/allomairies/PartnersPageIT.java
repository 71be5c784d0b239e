package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A partner's key from its making to its end, in a real browser, and what its app meets with meanwhile.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.report.apps.plage=a-key-of-the-settings"
        })
class PartnersPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final String PARTNERS = "/administration/partners";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient db;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKeyIsShownOnceOpensAtOnceIsRenewedWithoutAGapAndRevoked() throws Exception {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        var page = signIn();
        assertThat(page.locator("#none")).isVisible();
        assertThat(page.locator("#settings")).containsText("plage");
        make(page, "plage");
        assertThat(page.locator("#problem")).containsText("a déjà une clé");
        assertThat(page.locator("#partner")).hasValue("plage");

        make(page, "Police municipale");
        var first = page.locator("#secret").inputValue();
        Pages.accessible(page);
        Pages.pictures(page, "partners-made");
        page.setViewportSize(1280, 844);
        assertThat(first).startsWith("allo_").hasSizeGreaterThan(40);
        assertThat(file(first, "one")).isEqualTo(201);
        page.navigate(address(PARTNERS));
        assertThat(page.content()).doesNotContain(first);
        assertThat(EveryColumn.occurrences(db, first.toLowerCase(Locale.ROOT)))
                .isEmpty();
        make(page, "police municipale");
        assertThat(page.locator("#problem")).containsText("a déjà une clé");

        button(page, "Renouveler la clé de Police municipale").click();
        var second = page.locator("#secret").inputValue();
        assertThat(second).isNotEqualTo(first);
        assertThat(file(first, "two")).isEqualTo(201);
        assertThat(file(second, "two")).isEqualTo(201);
        assertThat(reports()).as("sent again by the new key, a report is the same").isEqualTo(2);
        page.navigate(address(PARTNERS));
        assertThat(row(page, first)).containsText("Remplacée valable jusqu’au");
        assertThat(row(page, second)).containsText("En service");
        assertThat(row(page, second).locator("td.number")).hasText("2");
        Pages.accessible(page);
        Pages.pictures(page, "partners");
        page.setViewportSize(1280, 844);

        row(page, first).getByText("Révoquer").click();
        assertThat(page.locator("h1")).hasText("Révoquer la clé de Police municipale ?");
        Pages.accessible(page);
        Pages.pictures(page, "partner-end");
        button(page, "Révoquer").click();
        assertThat(page.locator(".notice-good")).containsText("n’ouvre plus rien");
        assertThat(row(page, first)).containsText("Ada Rossi");
        assertThat(file(first, "three")).isEqualTo(403);
        assertThat(file(second, "three")).isEqualTo(201);

        page.navigate(address("/administration/journal"));
        await().untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("main")).containsText("Clé d’un partenaire terminée");
        });
        assertThat(page.content()).contains("Clé d’un partenaire créée").doesNotContain(second);
    }

    private int reports() {
        return db.sql("select count(*) from channels_inbox where channel = 'report'")
                .query(Integer.class)
                .single();
    }

    private static void make(Page page, String partner) {
        page.locator("#partner").fill(partner);
        button(page, "Créer la clé").click();
    }

    private static Locator row(Page page, String key) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(key.substring(0, 10)));
    }

    /// The status of what an app sends.
    private int file(String key, String once) throws Exception {
        var form = Map.of(
                "api_key", key,
                "service_code", "lighting.lamp-out",
                "lat", "43.7034",
                "long", "7.2663",
                "description", "Le lampadaire 12 est éteint");
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                        HttpRequest.newBuilder(URI.create(address("/open311/v2/requests.json")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Idempotency-Key", once)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private Page signIn() {
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 844), address(PARTNERS));
        Pages.signIn(page, ADA.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        page.navigate(address(PARTNERS));
        return page;
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
