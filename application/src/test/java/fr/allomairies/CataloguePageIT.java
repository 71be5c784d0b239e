package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// An administrator says which services and topics there are, in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class CataloguePageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final ServiceCode WEST = new ServiceCode("voirie-ouest");
    private static final String SECTORS = """
            {"type":"FeatureCollection","features":[{"type":"Feature",
             "properties":{"name":"Ouest","service":"voirie","taken_by":"voirie-ouest"},
             "geometry":{"type":"Polygon","coordinates":
              [[[7.20,43.68],[7.25,43.68],[7.25,43.72],[7.20,43.72],[7.20,43.68]]]}}]}""";

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
    CatalogueVersions versions;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Ticketing ticketing;

    @Autowired
    TransactionTemplate transaction;

    private Page page;

    @BeforeEach
    void anAdministratorSignsIn() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        versions.change(
                versions.current().number(), versions.version(0).orElseThrow().content(), ADA);
        page = CHROMIUM.open(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("fr-FR"),
                url("/administration/catalogue"));
        Pages.signIn(page, ADA.value(), PASSWORD);
        page.navigate(url("/administration/catalogue"));
    }

    @Test
    void aServiceIsAddedChangedAndTakenBack() {
        Pages.accessible(page);
        Pages.pictures(page, "catalogue");
        page.navigate(url("/administration/catalogue/services"));
        Pages.pictures(page, "services");
        page.getByText("Nouveau service").click();
        page.locator("#code").fill(WEST.value());
        page.locator("#label_fr").fill("Voirie Ouest");
        page.locator("#label_en").fill("Roads West");
        page.locator("#way").selectOption("mail");
        press("Enregistrer");
        assertThat(page.locator("#problems")).containsText("demande une adresse");
        Pages.accessible(page);
        Pages.pictures(page, "service-refused");
        page.locator("#email").fill("ouest@example.org");
        press("Enregistrer");

        assertThat(page.locator(".notice-good")).containsText("Tous les serveurs");
        Pages.accessible(page);
        assertThat(catalogue.service(WEST)).hasValueSatisfying(service -> {
            assertThat(service.way()).isEqualTo(Way.MAIL);
            assertThat(service.workingDays()).isEqualTo(5);
        });
        page.navigate(url("/administration/catalogue/services/voirie"));
        assertThat(page.locator("main .facts")).containsText("Nid-de-poule ou chaussée dégradée");
        Pages.accessible(page);
        Pages.pictures(page, "service");
        page.locator("input[name=active]").uncheck();
        press("Enregistrer");
        assertThat(page.locator("#problems")).containsText("le service voirie n’existe pas ou n’est plus actif");

        page.navigate(url("/administration/catalogue/versions"));
        assertThat(page.locator("#versions tbody tr").first()).containsText("voirie-ouest");
        Pages.accessible(page);
        Pages.pictures(page, "catalogue-versions");
        press("Revenir au catalogue livré");
        assertThat(page.locator(".notice-good")).containsText("de nouveau en service");
        assertThat(catalogue.service(WEST)).isEmpty();
        page.navigate(url("/administration/journal"));
        await().untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("main").innerText()).contains("Catalogue : services, thèmes ou secteurs changés");
        });
    }

    @Test
    void aTopicIsGivenAnotherServiceAndAnotherDay() {
        page.getByText("Collecte non faite").click();
        Pages.accessible(page);
        Pages.pictures(page, "topic");
        page.locator("#service").selectOption("proprete");
        page.locator("#target_working_days").fill("4");
        press("Enregistrer");

        assertThat(page.locator(".notice-good")).isVisible();
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Collecte non faite")))
                .containsText("Propreté");
    }

    @Test
    void filesAreTakenWholeOrNotAtAll() {
        var export = page.request()
                .get(url("/administration/catalogue/services.csv"))
                .text();
        page.navigate(url("/administration/catalogue/services"));
        send(
                "services.csv",
                export.replace("voirie,Voirie,", "voirie,Chaussées,") + "pont,Ponts,Bridges,pigeon,,,5,no,yes\n");
        assertThat(page.locator("#problems")).containsText("way: pigeon");
        assertThat(page.locator("form[action$=apply]")).hasCount(0);

        page.navigate(url("/administration/catalogue/services"));
        send(
                "services.csv",
                export.replace("voirie,Voirie,", "voirie,Chaussées,") + WEST
                        + ",Voirie Ouest,Roads West,inside,,,5,no,yes\n");
        assertThat(page.locator("[data-change]")).hasCount(2);
        Pages.accessible(page);
        Pages.pictures(page, "catalogue-import");
        press("Appliquer");
        assertThat(page.locator(".notice-good")).containsText("Importé");
        assertThat(page.locator("#services")).containsText("Chaussées");

        page.navigate(url("/administration/catalogue/sectors"));
        Pages.accessible(page);
        send("secteurs.geojson", SECTORS.replace("7.25", "9.25"));
        assertThat(page.locator("#problems")).containsText("il sort du territoire");
        page.navigate(url("/administration/catalogue/sectors"));
        send("secteurs.geojson", SECTORS);
        press("Appliquer");
        assertThat(page.locator("#sectors")).containsText("Ouest");
        Pages.accessible(page);
        Pages.pictures(page, "sectors");
        page.setViewportSize(390, 844);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(390);
        press("Retirer tous les secteurs");
        assertThat(page.locator("[data-change=gone]")).hasCount(1);
        press("Appliquer");
        assertThat(page.locator("#none")).isVisible();
    }

    /// No mail server here: the link is the one that the mail would have.
    @Test
    void aServiceWithoutAnAccountAnswersByItsLink() {
        take(
                CatalogueVersions.Part.SERVICES,
                versions.write(
                                CatalogueVersions.Part.SERVICES,
                                versions.current().content())
                        .replace("voirie,Voirie,Roads,inside,,", "voirie,Voirie,Roads,mail,voirie@example.org,"));
        take(CatalogueVersions.Part.SECTORS, SECTORS.replace("voirie-ouest", "voirie"));
        var receipt = transaction.execute(_ -> ticketing.receive(pothole()));
        page.navigate(url("/tickets/" + receipt.number()));
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Prendre"))
                .first()
                .click();
        page.getByText("Confier à un service").click();
        assertThat(page.locator("#sector")).containsText("Secteur « Ouest » de Voirie");
        page.locator("#hand-over-note").fill("École à côté.");
        Pages.pictures(page, "hand-over-form");
        page.locator("form[action$=hand-over] button").click();
        assertThat(page.locator("#told")).containsText("par courriel à voirie@example.org");
        Pages.accessible(page);
        Pages.pictures(page, "ticket-told");

        var link = handOvers
                .matter(handOvers.of(receipt.ticket()).getFirst())
                .orElseThrow()
                .page();
        var officer = CHROMIUM.open(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("fr-FR"),
                url(link.replaceFirst("https?://[^/]+", "")));
        assertThat(officer.locator("main")).containsText("École à côté.");
        assertThat(officer.locator("main")).not().containsText("Jeanne");
        Pages.accessible(officer);
        Pages.pictures(officer, "hand-over");
        officer.getByText("Annoncer un retard").click();
        assertThat(officer.locator("#reason-error")).isVisible();
        Pages.accessible(officer);
        Pages.pictures(officer, "hand-over-refused");
        officer.locator("#reason").fill("C’est une route départementale.");
        officer.getByText("Ce n’est pas à nous").click();
        assertThat(officer.locator("h1")).containsText("C’est enregistré");
        Pages.accessible(officer);
        officer.navigate(officer.url().replace("?saved", ""));
        assertThat(officer.locator("h1")).containsText("Ce lien n’est plus valable");

        page.reload();
        assertThat(page.locator("main")).containsText("C’est une route départementale.");
        assertThat(page.locator("#told")).hasCount(0);
    }

    /// Of two services and a task, the citizen sees who has done his part.
    @Test
    void aTaskForAServiceWithoutAnAccountIsAnsweredByItsLink() {
        take(
                CatalogueVersions.Part.SERVICES,
                versions.write(
                                CatalogueVersions.Part.SERVICES,
                                versions.current().content())
                        .replace("voirie,Voirie,Roads,inside,,", "voirie,Voirie,Roads,mail,voirie@example.org,"));
        var receipt = transaction.execute(_ -> ticketing.receive(pothole()));
        page.navigate(url("/tickets/" + receipt.number()));
        page.getByText("Ajouter une tâche").click();
        page.locator("#task-text").fill("Poser une barrière");
        page.locator("#task-whose").selectOption("service:voirie");
        page.locator("input[name=needed]").check();
        Pages.pictures(page, "task-form");
        page.locator("form[action$=tasks] button").click();
        assertThat(page.locator(".tasks")).containsText("Poser une barrière");

        var officer = CHROMIUM.open(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("fr-FR"),
                url(handOvers
                        .matter(handOvers.of(receipt.ticket()).getFirst())
                        .orElseThrow()
                        .page()
                        .replaceFirst("https?://[^/]+", "")));
        assertThat(officer.locator("main")).containsText("Poser une barrière");
        assertThat(officer.locator("main")).not().containsText("Jeanne");
        Pages.accessible(officer);
        Pages.pictures(officer, "task-link");
        officer.locator("#reason").fill("Barrières en atelier.");
        officer.locator("#new-date").fill(LocalDate.now().plusDays(40).toString());
        officer.getByText("Annoncer un retard").click();
        assertThat(officer.locator("[role=status]")).isVisible();

        var citizen = CHROMIUM.open(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("fr-FR"),
                url("/suivi/" + receipt.trackingToken()));
        assertThat(citizen.locator("section[aria-labelledby=parts]")).containsText("Barrières en atelier.");
        assertThat(citizen.locator("main")).not().containsText("Poser une barrière");
        Pages.accessible(citizen);
        Pages.pictures(citizen, "tracking-parts");

        officer.locator("#reason").fill("C’est une route départementale.");
        officer.locator("#new-date").fill("");
        officer.getByText("Ce n’est pas à nous").click();
        assertThat(officer.locator("h1")).containsText("C’est enregistré");
        page.reload();
        assertThat(page.locator(".tasks")).containsText("refusée par le service");
        assertThat(page.locator(".tasks")).containsText("C’est une route départementale.");
        Pages.accessible(page);
        Pages.pictures(page, "task-refused");
    }

    private static InboundContact pothole() {
        return new InboundContact(
                ContactId.next(),
                ChannelKind.REPORT,
                UUID.randomUUID().toString(),
                Instant.now(),
                new Sender("Jeanne Martin", new EmailAddress("jeanne@example.org"), null),
                new CategoryCode("roads.pothole"),
                "Nid-de-poule",
                "Un trou profond devant le 12.",
                new Place(43.70, 7.22, "12 rue de France, Nice"),
                List.of(),
                List.of(),
                "fr");
    }

    private void take(CatalogueVersions.Part part, String text) {
        var content = versions.read(part, text).content();
        assertThat(content).isNotNull();
        assertThat(versions.change(versions.current().number(), content, ADA)).isEmpty();
    }

    private void send(String name, String text) {
        page.locator("#file").setInputFiles(new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        press("Voir ce qui changerait");
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }
}
