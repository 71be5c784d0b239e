package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
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

/// A téléconseiller drafts a template, a supervisor approves it, and both insert it by keyboard, in real browsers.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class TemplatePagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final int FORBIDDEN = 403;
    private static final String HERE = "/administration/templates";
    private static final AgentId ALINE = new AgentId("te-aline");
    private static final AgentId SONIA = new AgentId("te-sonia");
    private static final AgentId ADA = new AgentId("te-ada");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Ticketing ticketing;

    @Autowired
    Cases cases;

    @Autowired
    Routing routing;

    @Autowired
    Catalogue catalogue;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nothingIsThere() {
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        db.sql("truncate answer_template, answer_template_version").update();
    }

    @Test
    void isDraftedByOneApprovedByAnotherAndThenInsertedOnARequest() {
        var aline = signedIn(ALINE, HERE);
        assertThat(aline.locator(".empty")).containsText("Aucun modèle pour le moment");
        Pages.accessible(aline);
        Pages.pictures(aline, "templates-none");
        aline.getByText("Nouveau modèle").click();
        draft(aline, "rdv", "Rendez-vous", "Bonjour {nom},");
        assertThat(aline.locator("#problem")).containsText("{nom} n’est pas une variable connue");
        Pages.accessible(aline);
        Pages.pictures(aline, "template-refused");
        draft(aline, "rdv", "Rendez-vous", "Bonjour {usager},\n\nVotre demande {numero} : {suivi}\nDate : {echeance}.");
        assertThat(aline.locator("#state")).hasText("pas encore approuvé");
        assertThat(button(aline, "Approuver")).hasCount(0);
        assertThat(posted(aline, HERE + "/rdv/versions/1/approve")).isEqualTo(FORBIDDEN);
        assertThat(posted(aline, HERE + "/rdv/active")).isEqualTo(FORBIDDEN);

        var number = received("Marie {suivi} $& Giraud");
        aline.navigate(address("/tickets/" + number));
        aline.getByText("Prendre cette demande").click();
        assertThat(aline.getByText("Répondre à")).isVisible();
        replies(aline);
        aline.keyboard().type("/rdv");
        aline.keyboard().press("Tab");
        assertThat(aline.locator("#reply")).hasValue("/rdv");

        approves(signedIn(SONIA, HERE + "?view=drafts"));

        aline.reload();
        replies(aline);
        insertsByKeyboard(aline, number);
    }

    private static void replies(Page page) {
        // a page that has just come is there before its keys are
        var asked = page.locator("dialog[open] input");
        Awaitility.await().until(() -> {
            page.keyboard().press("Control+k");
            return asked.isVisible();
        });
        page.keyboard().type("repondre");
        page.keyboard().press("Enter");
        // where there are several to answer, whom comes first
        assertThat(page.locator("#to:focus, #reply:focus")).isVisible();
    }

    private void approves(Page sonia) {
        assertThat(sonia.locator("#templates tbody tr")).hasCount(1);
        Pages.accessible(sonia);
        Pages.pictures(sonia, "templates");
        sonia.locator("#templates a").click();
        Pages.accessible(sonia);
        Pages.pictures(sonia, "template-draft");
        button(sonia, "Approuver").click();
        assertThat(sonia.locator("#state")).hasText("en service");
        Pages.pictures(sonia, "template");
    }

    /// What fills it is not read as a template, and what is empty is said; taken back as what is typed.
    private void insertsByKeyboard(Page aline, String number) {
        var reply = aline.locator("#reply");
        reply.fill("");
        aline.keyboard().type("Merci. /r");
        var options = aline.locator(".mentions [role=option]:visible");
        assertThat(options).hasCount(1);
        Pages.accessible(aline);
        Pages.pictures(aline, "templates-typed");
        aline.keyboard().type("dv");
        aline.keyboard().press("Tab");
        var link = ticketing.byNumber(number).orElseThrow().trackingToken();
        var filled = reply.inputValue();
        assertThat(filled)
                .startsWith("Merci. Bonjour Marie {suivi} $& Giraud,\n\nVotre demande " + number + " : http")
                .contains(link);
        aline.keyboard().press("Control+z");
        assertThat(reply).hasValue("Merci. /rdv");
        assertThat(options).hasCount(0);
        aline.keyboard().press("Control+Shift+z");
        assertThat(reply).hasValue(filled);

        reply.fill("");
        aline.keyboard().press("Control+k");
        Pages.accessible(aline);
        Pages.pictures(aline, "templates-palette");
        aline.keyboard().type("rendez");
        aline.keyboard().press("Enter");
        assertThat(reply).hasValue(filled.replace("Merci. ", ""));
        assertThat(reply).isFocused();
        reply.fill("");
        aline.locator("[data-templates-of=reply]").press("Enter");
        Pages.accessible(aline);
        aline.keyboard().type("demande");
        aline.keyboard().press("Enter");
        assertThat(reply).hasValue(filled.replace("Merci. ", ""));
    }

    /// Of two requests that are one matter, each citizen is told his own, and nobody the other's.
    @Test
    void isFilledForWhomTheAnswerGoesTo() {
        approved("rdv", "Rendez-vous", "{usager} {numero} {suivi} {sujet} {signature}");
        var number = received("Marie Giraud");
        var other = received("Paul Roux");
        var joined = ticketing.byNumber(other).orElseThrow();
        assertThat(cases.merge(
                        ticketing.byNumber(number).orElseThrow().summary().id(),
                        List.of(joined.summary().id()),
                        ALINE))
                .isEmpty();
        var aline = signedIn(ALINE, "/tickets/" + number);
        aline.getByText("Prendre cette demande").click();
        assertThat(button(aline, "Rendre")).isVisible();
        replies(aline);
        assertThat(aline.locator("#to")).hasValue("all");
        var reply = aline.locator("#reply");
        inserts(aline, reply);
        assertThat(reply)
                .hasValue(
                        "[nom de l’usager] [numéro de la demande] [adresse de la page de suivi] [objet de la demande] Aline Durand");

        aline.locator("#to").selectOption(other);
        inserts(aline, reply);
        assertThat(reply)
                .hasValue(Pattern.compile(
                        "Paul Roux " + other + " http\\S+" + joined.trackingToken() + " Trou Aline Durand"));

        aline.locator("#to").selectOption("all");
        inserts(aline, reply);
        assertThat(reply)
                .hasValue(
                        "[nom de l’usager] [numéro de la demande] [adresse de la page de suivi] [objet de la demande] Aline Durand");
    }

    private static void inserts(Page page, Locator area) {
        area.fill("");
        area.pressSequentially("/rdv");
        page.keyboard().press("Tab");
    }

    @Test
    void isInsertedInAChatAtTheDeskAndSaysWhatIsMissing() {
        approved("bonjour", "Accueil", "Bonjour {usager}, je suis {signature}.");
        approved("fin", "Fin", "Bonne journée.");
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        routing.makeAvailable(ALINE);
        var desk = signedIn(ALINE, "/desk");
        var citizen = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/chat"));
        citizen.getByPlaceholder("Votre message").fill("Bonjour, la cantine ?");
        citizen.getByPlaceholder("Votre message").press("Enter");
        assertThat(desk.locator(".offer-kind")).hasText("Tchat entrant");
        desk.keyboard().press("a");
        var reply = desk.locator("[data-key=reply]");
        assertThat(reply).isVisible();
        desk.keyboard().press("r");
        assertThat(reply).isFocused();
        desk.keyboard().type("/bonjour");
        desk.keyboard().press("Enter");
        assertThat(reply).hasValue("Bonjour [nom de l’usager], je suis Aline Durand.");
        assertThat(desk.locator(".templates-missing:visible")).hasText("À compléter avant l’envoi : nom de l’usager");
        Pages.accessible(desk);
        Pages.pictures(desk, "templates-missing");
        desk.keyboard().type("Madame");
        assertThat(reply).hasValue("Bonjour Madame, je suis Aline Durand.");
        assertThat(desk.locator(".templates-missing:visible")).hasCount(0);
        desk.keyboard().press("Control+Enter");
        assertThat(citizen.getByText("Bonjour Madame, je suis Aline Durand.")).isVisible();

        desk.keyboard().press("Control+k");
        Pages.accessible(desk);
        Pages.pictures(desk, "palette");
        desk.keyboard().type("/fin");
        desk.keyboard().press("Enter");
        assertThat(reply).hasValue("Bonne journée.");
        desk.keyboard().press("Control+k");
        desk.keyboard().type("note");
        desk.keyboard().press("Enter");
        assertThat(desk.locator("[data-key=note]")).isFocused();

        routing.agent(ALINE).contacts().forEach(held -> routing.finish(ALINE, held.contact(), "answered"));
        routing.signOut(ALINE);
    }

    @Test
    void anEarlierTextIsPutInUseAgainAndOneIsSwitchedOff() {
        approved("rdv", "Rendez-vous", "Le premier texte.");
        approved("rdv", "Rendez-vous", "Le second texte.");
        var sonia = signedIn(SONIA, HERE + "/rdv");
        assertThat(sonia.locator("#versions li")).hasCount(2);
        sonia.getByText("Remettre en service").click();
        assertThat(sonia.locator("#versions li").last().locator(".badge-good")).hasText("en service");
        button(sonia, "Désactiver").click();
        assertThat(sonia.locator("#state")).hasText("désactivé");
        sonia.setViewportSize(390, 844);
        assertThat((Integer) sonia.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        sonia.navigate(address(HERE + "?view=off"));
        assertThat(sonia.locator("#templates tbody tr")).hasCount(1);
        assertThat((Integer) sonia.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);

        var ada = signedIn(ADA, "/administration/journal?kind=AnswerTemplateSwitched");
        assertThat(ada.locator("main")).containsText("rdv");
    }

    @Test
    void aFileGoesOutAndComesIn() {
        approved("rdv", "Rendez-vous", "Bonjour ;\n- {signature}");
        var sonia = signedIn(SONIA, HERE);
        var file = sonia.request().get(address(HERE + "/templates.csv")).text();
        assertThat(file).contains("rdv;Rendez-vous;\"Bonjour ;\n- {signature}\";");
        bring(sonia, file + "merci;Merci;Merci {prenom};\r\n");
        assertThat(sonia.locator("#wrong")).containsText("ligne 3 : {prenom} n’est pas une variable connue");
        Pages.accessible(sonia);
        Pages.pictures(sonia, "templates-import");
        bring(sonia, file + "merci;Merci;Merci {usager};\r\n");
        assertThat(sonia.getByText("Importé : un brouillon à approuver.")).isVisible();
        assertThat(sonia.locator("#templates tbody tr")).hasCount(2);
        bring(sonia, file + "merci;Merci;Merci {usager};\r\n");
        assertThat(sonia.getByText("Rien de nouveau dans ce fichier.")).isVisible();
        bring(sonia, (file + "ete;Été;L’été ;\r\n").replace('’', '\'').getBytes(StandardCharsets.ISO_8859_1));
        assertThat(sonia.locator("#problem")).containsText("n’est pas en UTF-8");
        assertThat(posted(signedIn(ALINE, HERE), HERE + "/drafts/file")).isEqualTo(FORBIDDEN);
    }

    private void bring(Page page, String file) {
        bring(page, file.getBytes(StandardCharsets.UTF_8));
    }

    private void bring(Page page, byte[] file) {
        page.locator("#file").setInputFiles(new FilePayload("t.csv", "text/csv", file));
        button(page, "Importer").click();
    }

    private static void draft(Page page, String abbreviation, String title, String text) {
        page.getByLabel("Abrégé").fill(abbreviation);
        page.getByLabel("Titre").fill(title);
        page.getByLabel("Texte en français").fill(text);
        button(page, "Proposer").click();
    }

    /// Written by one and approved by another, over the pages.
    private void approved(String abbreviation, String title, String text) {
        var aline = signedIn(ALINE, HERE + "/" + abbreviation);
        if (aline.locator("#french").count() == 0) {
            aline.navigate(address(HERE + "/drafts/new"));
            aline.getByLabel("Abrégé").fill(abbreviation);
        }
        aline.getByLabel("Titre").fill(title);
        aline.getByLabel("Texte en français").fill(text);
        button(aline, "Proposer").click();
        var sonia = signedIn(SONIA, HERE + "/" + abbreviation);
        button(sonia, "Approuver").click();
        assertThat(sonia.locator(".notice-good")).containsText("Approuvé");
    }

    private int posted(Page page, String path) {
        var token = page.locator("form[action='/sign-out'] input[name=_csrf]").inputValue();
        return page.request()
                .post(
                        address(path),
                        RequestOptions.create()
                                .setForm(FormData.create().set("_csrf", token).set("active", "false")))
                .status();
    }

    private String received(String citizen) {
        return Objects.requireNonNull(transaction.execute(_ -> ticketing.receive(new InboundContact(
                        ContactId.next(),
                        ChannelKind.EMAIL,
                        "<" + ContactId.next() + "@example.org>",
                        Instant.now(),
                        new Sender(citizen, new EmailAddress(ContactId.next() + "@example.org"), null),
                        new CategoryCode("roads.pothole"),
                        "Trou",
                        "Merci de regarder.",
                        null,
                        List.of(),
                        List.of(),
                        "fr"))))
                .number();
    }

    private Page signedIn(AgentId who, String path) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 800), address(path));
        Pages.signIn(page, who.value(), PASSWORD);
        page.locator(".user").waitFor();
        page.waitForLoadState();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
