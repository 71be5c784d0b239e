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
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.telephony.OutsideNumbers;
import fr.allomairies.telephony.sandbox.SandboxLine;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.board.measures.Interval;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
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

/// What an administrator says of the city's numbers, in a real browser, and what agents read of it.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.voice.hours.always-open=true"
        })
class NumbersPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final AgentId ALINE = new AgentId("aline");
    private static final String NUMBERS = "/administration/numbers";
    private static final String OUTSIDE = "/administration/outside";
    private static final CategoryCode LEAK = new CategoryCode("water.leak");

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

    @Autowired
    CityNumbers numbers;

    @Autowired
    OutsideNumbers outside;

    @Autowired
    SandboxLine line;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nothingIsSaid() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        numbers.all().forEach(number -> numbers.remove(number.number(), ADA));
    }

    @Test
    void aServicesOwnLineIsSaidAndTheNextCallerNeedsNoMenu() {
        var page = signIn(ADA, 1280, NUMBERS);
        page.getByText("Nouveau numéro").click();
        page.locator("#number").fill("04 93 00 00 10");
        page.locator("#name").fill("Eau");
        page.locator("#category").selectOption(LEAK.value());
        page.getByLabel("Horaires propres").check();
        page.getByLabel("Lundi").fill("20:00-21:00");
        page.getByLabel("Jour et nuit").check();
        button(page, "Enregistrer").click();

        assertThat(page.locator(".notice-good")).containsText("Le prochain appel en tient compte");
        assertThat(page.locator("main .table").first()).containsText("04 93 00 00 10");
        assertThat(page.locator("section tbody tr").first()).containsText("Ada Rossi");
        assertThat(numbers.find("0493000010")).hasValueSatisfying(number -> {
            assertThat(number.straightTo()).isEqualTo(LEAK);
            assertThat(number.hours()).isEqualTo(new Hours.Always());
        });

        var desk = seat();
        line.hangUp(line.call("0493112233", "0493000010", ""));
        line.call("0493112233", "0493000010", "");

        assertThat(desk.locator(".offer-words")).containsText("Appel sur le 04 93 00 00 10 : Eau");
        assertThat(desk.locator(".offer-what")).hasText(label(LEAK));
        assertThat(desk.locator(".offer-again")).containsText("Rappelle dans les 24 h · même numéro");
        desk.setViewportSize(390, 844);
        assertThat(width(desk)).isLessThanOrEqualTo(390);
        goHome();
    }

    @Test
    void aRelayedCallIsOneOfItsOwn() {
        numbers.put(new CityNumber("0493000011", "Relais", null, "fr", true, new Hours.OfTheHouse()), ADA);
        var desk = seat();

        line.call("0800112233", "0493000011", "0");

        assertThat(desk.locator(".offer-kind")).hasText("Appel relayé entrant");
        assertThat(desk.locator(".offer-who")).hasText("Usager par relais");
        line.answer(ALINE);
        assertThat(desk.locator(".talk-head")).containsText("Un relais écrit, parle ou signe pour l’usager");
        goHome();
    }

    @Test
    void anOutsideNumberIsWrittenDownAndTakesTheCaller() throws Exception {
        outside.all().forEach(number -> outside.remove(number.number().e164(), ADA));
        var page = signIn(ADA, 1280, OUTSIDE);
        assertThat(page.locator("#none")).hasText("Le répertoire est vide.");
        write(page, "0892 70 12 39", "Police municipale");
        assertThat(page.locator(".notice-bad")).containsText("surtaxé");
        assertThat(page.locator("#name")).hasValue("Police municipale");
        write(page, "04 93 00 00 17", "Police municipale");
        assertThat(page.locator(".notice-good")).hasText("C’est enregistré.");
        assertThat(page.locator("tbody tr").first()).containsText("04 93 00 00 17");
        assertThat(page.locator("section tbody tr").first()).containsText("Ada Rossi");
        Pages.pictures(page, "outside");

        var desk = seat();
        var call = line.call("0493112233", "0");
        desk.locator(".offer-words").waitFor();
        line.answer(ALINE);
        assertThat(desk.locator(".call-label")).hasText("En ligne");
        desk.keyboard().press("t");
        desk.locator("#transfer-to").fill("police");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("04 93 00 00 17");
        Pages.pictures(desk, "outside-transfer");
        desk.keyboard().press("Enter");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator(".call-label")).hasText("Appel vers Police municipale ; l’usager entend sonner");
        Pages.pictures(desk, "outside-rings");
        line.missOutside(call, Unanswered.BUSY);
        assertThat(desk.locator(".toast").last()).containsText("occupé : l’usager revient à vous");
        assertThat(desk.locator(".call-label")).hasText("En ligne");
        assertThat(desk.locator("#transfer-to")).isHidden();

        desk.keyboard().press("t");
        desk.locator("#transfer-to").fill("04 93 99 99 99");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("numéro extérieur");
        desk.keyboard().press("Enter");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator(".call-label")).containsText("Appel vers 04 93 99 99 99");
        desk.locator("body").press("h");
        assertThat(desk.locator(".call-label")).hasText("En ligne");

        desk.keyboard().press("t");
        desk.locator("#transfer-to").fill("police");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("04 93 00 00 17");
        desk.keyboard().press("Enter");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator(".call-label")).containsText("Appel vers Police municipale");
        line.answerOutside(call);
        assertThat(desk.locator(".call-label")).hasText("L’appel est parti vers Police municipale");
        Pages.pictures(desk, "outside-left");
        line.hangUp(call);
        assertThat(desk.locator(".thread")).containsText("Appel transféré hors de la maison : Police municipale");
        assertThat(desk.locator(".thread")).containsText("Échange à l’extérieur terminé");
        goHome();
    }

    private static void write(Page page, String number, String name) {
        page.locator("#number").fill(number);
        page.locator("#name").fill(name);
        page.locator("#kind").selectOption("POLICE");
        button(page, "Enregistrer").click();
    }

    @Test
    void anAppointmentIsMadeOnTheRequestMovedAndCalledOff() {
        var desk = seat();
        var call = line.call("0493112233", "0");
        desk.locator(".offer-words").waitFor();
        line.answer(ALINE);
        var ticket = desk.locator(".ticket-head .number").innerText();
        line.hangUp(call);
        goHome();
        var day = LocalDate.now(Interval.CITY).plusDays(3);
        desk.navigate(address("/tickets/" + ticket));
        assertThat(desk.locator("#appointment-number")).hasValue("04 93 11 22 33");
        agree(desk, day.minusDays(10));
        assertThat(desk.locator(".notice-bad")).containsText("ce créneau a déjà commencé");
        assertThat(desk.locator("#appointment-from")).hasValue("10:30");

        agree(desk, day);

        assertThat(desk.locator(".notice-good")).hasText("Le rendez-vous est pris.");
        assertThat(desk.locator("main")).containsText("à partir de 10:30, pendant 60 min");
        Pages.accessible(desk);
        Pages.pictures(desk, "appointment");
        desk.getByText("Déplacer ou annuler").click();
        desk.locator("tbody summary").click();
        assertThat(desk.locator("tbody tr")).containsText("10:30–11:30");
        Pages.accessible(desk);
        Pages.pictures(desk, "appointments");
        desk.locator("tbody input[type=time]").fill("14:00");
        button(desk, "Déplacer").click();
        assertThat(desk.locator("tbody tr")).containsText("14:00–15:00");
        desk.locator("tbody summary").press("Enter");
        button(desk, "Annuler le rendez-vous").click();
        assertThat(desk.locator("#none")).isVisible();
        desk.setViewportSize(390, 844);
        assertThat(width(desk)).isLessThanOrEqualTo(390);
    }

    private static void agree(Page page, LocalDate day) {
        page.locator("#appointment-day").fill(day.toString());
        page.locator("#appointment-from").fill("10:30");
        button(page, "Prendre rendez-vous").click();
    }

    /// Here the line carries no real call, and calls itself never; the list is what there was.
    @Test
    void theStageAtWhichTheLineDidNotReachItselfIsRead() {
        db.sql("""
                insert into self_call (began_at, failed, arrived_ms, dialogue_ms, routing_ms, queued_ms, caller_hears_ms,
                                       desk_hears_ms, over_ms)
                values (now() - interval '1 hour', null, 12, 210, 480, 6, 760, 280, 2660),
                       (now(), 'CALLER_HEARS', 12, 190, 512, 7, null, null, null)
                """).update();

        var page = signIn(ADA, 1280, "/administration/self-calls");

        assertThat(page.locator("#state")).containsText("Les appels témoins sont arrêtés");
        assertThat(page.locator("tbody tr").first()).containsText("Aucun téléphone entendu");
        assertThat(page.locator("tbody tr").last()).containsText("4,41");
        Pages.accessible(page);
        Pages.pictures(page, "self-calls");
        page.setViewportSize(390, 844);
        assertThat(width(page)).isLessThanOrEqualTo(390);
    }

    @Test
    void whatIsWrongIsSaidAndNothingTypedIsLost() {
        var page = signIn(ADA, 1280, NUMBERS + "/new");
        page.locator("#number").fill("0493000012");
        page.locator("#name").fill("Mairie annexe");
        page.getByLabel("Horaires propres").check();
        page.getByLabel("Mardi").fill("de neuf à midi");
        button(page, "Enregistrer").click();

        assertThat(page.locator(".notice-bad")).containsText("08:00-12:00,13:30-17:00");
        assertThat(page.locator("#name")).hasValue("Mairie annexe");
        assertThat(page.getByLabel("Mardi")).hasValue("de neuf à midi");
        page.getByLabel("Mardi").fill("09:00-12:00");
        page.getByLabel("Fermetures exceptionnelles").fill("24/12/2026, 31/12/2026");
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-good")).isVisible();

        page.getByText("04 93 00 00 12").first().click();
        assertThat(page.getByLabel("Fermetures exceptionnelles")).hasValue("24/12/2026, 31/12/2026");
        button(page, "Retirer ce numéro").click();
        assertThat(page.locator(".notice-good")).hasText("Numéro retiré");
        assertThat(numbers.find("0493000012")).isEmpty();
    }

    @Test
    void aNumberOfWhichNothingIsSaidIsToldOnTheHealthPageAndSaidInTwoClicks() {
        line.hangUp(line.call(null, "0493000099", "0"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !numbers.unknown().isEmpty());

        var page = signIn(ADA, 390, NUMBERS);
        page.navigate(address("/administration?lang=en"));
        assertThat(page.locator("table")).containsText("+33493000099");
        page.navigate(address(NUMBERS));
        assertThat(page.locator("h1")).hasText("Numbers");
        assertThat(width(page)).isLessThanOrEqualTo(390);
        page.locator("#unknown a").click();
        assertThat(page.locator("#number")).hasValue("+33493000099");
        assertThat(width(page)).isLessThanOrEqualTo(390);
        page.locator("#name").fill("Harbour");
        button(page, "Save").click();

        assertThat(page.locator(".notice-good")).isVisible();
        assertThat(page.locator("#unknown")).hasCount(0);
    }

    private Page seat() {
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        line.plug(ALINE, true);
        var desk = signIn(ALINE, 1280, "/desk");
        button(desk, "Disponible").click();
        assertThat(desk.locator("#state-label")).hasText("Disponible");
        return desk;
    }

    private void goHome() {
        routing.pause(ALINE, "training");
        routing.agent(ALINE).contacts().forEach(held -> routing.finish(ALINE, held.contact(), "answered"));
        routing.snapshot().waiting().forEach(waiting -> routing.abandon(waiting.contact()));
        routing.signOut(ALINE);
    }

    private String label(CategoryCode code) {
        return catalogue.category(code).orElseThrow().labelFr();
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

    private static int width(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
