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
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.Retention;
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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/// Partners' keys, queues, retention times, what is not removed because something needs it, and where reports lie: in a
/// real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.report.apps.plage=a-key-of-the-settings"
        })
class AdministrationPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final String WATER = "+33493000010";
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
    CityNumbers numbers;

    @Autowired
    RoutingRules rules;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient db;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKeyIsShownOnceOpensAtOnceIsRenewedWithoutAGapAndRevoked() throws Exception {
        var page = signIn();
        assertThat(page.locator("#none")).isVisible();
        assertThat(page.locator("#settings")).containsText("plage");
        make(page, "plage");
        assertThat(page.locator("#problem")).containsText("a déjà une clé");
        assertThat(page.locator("#partner")).hasValue("plage");

        make(page, "Police municipale");
        var first = page.locator("#secret").inputValue();
        look(page, "partners-made");
        assertThat(first).startsWith("allo_").hasSizeGreaterThan(40);
        assertThat(file(first, "one")).isEqualTo(201);
        page.navigate(address(PARTNERS));
        assertThat(page.content()).doesNotContain(first);
        assertThat(EveryColumn.occurrences(db, first.toLowerCase(Locale.ROOT))).isEmpty();
        make(page, "police municipale");
        assertThat(page.locator("#problem")).containsText("a déjà une clé");

        button(page, "Renouveler la clé de Police municipale").click();
        var second = page.locator("#secret").inputValue();
        assertThat(second).isNotEqualTo(first);
        assertThat(file(first, "two")).isEqualTo(201);
        assertThat(file(second, "two")).isEqualTo(201);
        assertThat(reports())
                .as("sent again by the new key, a report is the same")
                .isEqualTo(2);
        page.navigate(address(PARTNERS));
        assertThat(row(page, first)).containsText("Remplacée valable jusqu’au");
        assertThat(row(page, second)).containsText("En service");
        assertThat(row(page, second).locator("td.number")).hasText("2");
        look(page, "partners");

        row(page, first).getByText("Révoquer").click();
        assertThat(page.locator("h1")).hasText("Révoquer la clé de Police municipale ?");
        look(page, "partner-end");
        button(page, "Révoquer").click();
        assertThat(page.locator(".notice-good")).containsText("n’ouvre plus rien");
        assertThat(row(page, first)).containsText("Ada Rossi");
        assertThat(file(first, "three")).isEqualTo(403);
        assertThat(file(second, "three")).isEqualTo(201);

        page.navigate(address("/administration/journal"));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("main")).containsText("Clé d’un partenaire terminée");
        });
        assertThat(page.content()).contains("Clé d’un partenaire créée").doesNotContain(second);
    }

    @Test
    void whatRulesNumbersAndMailboxesNameIsToldAndNotRemoved() {
        numbers.put(new CityNumber(WATER, "Eau", new CategoryCode("water.leak"), "fr", false, new Hours.Always()), ADA);
        var text = rules.shipped().replace("line calls when", """
                line water when number = +33493000010 class call
                  step voirie >= 2

                line calls when""");
        var world = new World(
                Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
                Map.of(new CategoryCode("water.leak"), List.of(new SkillNeed(new Skill("voirie"), 1))),
                Set.of(WATER),
                Set.of("voicemail"),
                Map.of());
        var saved = rules.save(ADA, text, "for the test", world);
        assertThat(saved.version())
                .as(() -> saved.checked().findings().toString())
                .isNotNull();
        assertThat(rules.activate(Objects.requireNonNull(saved.version()).number(), null, ADA))
                .isEmpty();
        var page = signIn();
        page.navigate(address("/administration/queues"));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("#queues")).containsText("Water");
        });
        assertThat(page.locator("#skill-voirie")).containsText("Eau (04 93 00 00 10)");
        assertThat(page.locator("#skill-voirie")).containsText("File water");
        assertThat(page.locator("#skill-voirie")).containsText("0 en service sur 2");
        assertThat(page.locator("#skill-voirie")).containsText("Amina Benali");
        look(page, "queues");

        page.navigate(address("/administration/numbers/" + WATER));
        assertThat(page.locator(".facts")).containsText("water");
        button(page, "Retirer ce numéro").click();
        assertThat(page.locator(".notice-bad")).containsText("nommé par les règles en vigueur (water)");
        assertThat(numbers.find(WATER)).isPresent();
        look(page, "number-needed");

        page.navigate(address("/administration/catalogue/categories/water.leak"));
        assertThat(page.locator(".facts")).containsText("Eau (04 93 00 00 10)");
        page.locator("[name=active]").uncheck();
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problems")).containsText("le numéro Eau (04 93 00 00 10) y mène");
        assertThat(catalogue
                        .category(new CategoryCode("water.leak"))
                        .orElseThrow()
                        .active())
                .isTrue();
        look(page, "category-needed");
    }

    @Test
    void howLongDataIsKeptIsChangedAfterWhatWouldGoWasTold() {
        var page = signIn();
        page.navigate(address("/administration/privacy"));
        page.getByText("Changer les durées").click();
        assertThat(page.locator("#months")).hasValue("24");
        page.locator("#months").fill("0");
        button(page, "Voir ce que cela change").click();
        assertThat(page.locator(".notice-bad")).containsText("de 1 à 1200");
        page.locator("#months").fill("36");
        page.locator("#code").selectOption("channel.chat");
        page.locator("#codeMonths").fill("6");
        look(page, "periods");
        button(page, "Voir ce que cela change").click();
        assertThat(page.locator("main")).containsText("36 mois après le dernier échange");
        assertThat(page.locator("#more")).containsText("aucune demande ne serait anonymisée");
        look(page, "periods-confirm");
        assertThat(retention.periods().months()).isEqualTo(24);
        button(page, "Enregistrer ces durées").click();

        assertThat(page.locator(".notice-good")).containsText("Durées enregistrées");
        assertThat(page.locator("#changes")).containsText("Ada Rossi");
        assertThat(retention.periods()).isEqualTo(new Periods(36, Map.of(), Map.of("chat", 6), 12));
        assertThat(retention.months(new CategoryCode("water.leak"))).isEqualTo(36);
        look(page, "privacy");
        page.getByText("Changer les durées").click();
        page.locator("[name='channel.chat']").fill("");
        button(page, "Voir ce que cela change").click();
        button(page, "Enregistrer ces durées").click();
        assertThat(page.locator(".notice-good")).isVisible();
        assertThat(retention.periods().channels()).isEmpty();
    }

    @Test
    void whereReportsLieIsDrawnAndListedAndLeadsToTheRequest() throws Exception {
        for (var report : List.of("a", "b", "c")) {
            assertThat(file("a-key-of-the-settings", "map-" + report, "44.0690", "7.2560"))
                    .isEqualTo(201);
        }
        assertThat(file("a-key-of-the-settings", "map-d", "43.6640", "7.1490")).isEqualTo(201);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> db.sql("select count(*) from ticket where latitude in (44.0690, 43.6640)")
                                .query(Integer.class)
                                .single()
                        == 4);
        var page = signIn();
        page.navigate(address("/reports"));
        page.getByText("Carte des signalements").click();
        assertThat(page.locator("#squares")).containsText("Cagnes-sur-Mer");
        var mountains = page.locator("#squares tbody tr")
                .filter(new Locator.FilterOptions().setHasText("Saint-Martin-Vésubie"));
        assertThat(mountains.locator("td.is-number")).hasText("3");
        look(page, "map");

        mountains.locator("a").press("Enter");
        assertThat(page.locator("#squares tbody tr")).hasCount(1);
        look(page, "map-nearer");
        page.locator(".report-map svg a").first().click();
        page.locator("#squares a").click();
        assertThat(page.locator("#points tbody tr")).hasCount(3);
        assertThat(page.locator(".map-point")).hasCount(3);
        look(page, "map-points");
        page.locator("#further").click();
        assertThat(page.locator("#squares tbody tr")).hasCount(1);
        page.locator("#squares a").click();
        page.locator("#points a").first().click();
        assertThat(page.locator("h1")).containsText("Lampadaire");
    }

    private static void look(Page page, String name) {
        Pages.accessible(page);
        page.setViewportSize(390, 844);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Pages.pictures(page, name);
        page.setViewportSize(1280, 844);
    }

    private int reports() {
        return db.sql("select count(*) from channels_inbox where headers ->> 'partner' = 'Police municipale'")
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
        return file(key, once, "43.7034", "7.2663");
    }

    private int file(String key, String once, String latitude, String longitude) throws Exception {
        var form = Map.of(
                "api_key", key,
                "service_code", "lighting.lamp-out",
                "lat", latitude,
                "long", longitude,
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
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        var page =
                CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 844), address(PARTNERS));
        Pages.signIn(page, ADA.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        page.navigate(address(PARTNERS));
        return page;
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
