package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A supervisor takes a roster from files in a real browser, and an agent reads her own.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class RosterPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final ZoneId CITY = ZoneId.of("Europe/Paris");
    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");
    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    private final LocalDate today = LocalDate.now(CITY);
    private Page page;

    @BeforeEach
    void aSupervisorSignsIn() {
        accounts.put(new Account(AMINA, "Amina Saïdi", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(BRUNO, "Bruno Petit", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        db.sql("truncate roster_import, roster_entry, roster_draft").update();
        page = open("/staffing/roster", SONIA);
    }

    @Test
    void takesAFileSeesItAndUndoesIt() throws IOException {
        assertThat(page.locator(".empty h2")).containsText("Aucun planning pour le");
        Pages.accessible(page);
        var tomorrow = today.plusDays(1);
        send("équipe.csv", csv(tomorrow, "amina;%s;08:00;16:00;service", "Bruno Petit;%s;12:00;20:00;service"));
        assertThat(page.locator("[data-count=new]")).hasText("2");
        Pages.accessible(page);
        Pages.pictures(page, "roster-preview");
        press("Prendre ce planning");
        assertThat(page.locator("[role=status]").first()).containsText("Le planning est pris");

        send(
                "équipe 2.csv",
                csv(tomorrow, "amina;%s;08:00;16:00;service", "amina;%s;12:00;13:00;déjeuner")
                        + csv(tomorrow, "bruno;%s;14:00;20:00;service")
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElseThrow());
        assertThat(page.locator("[data-count=new]")).hasText("2");
        assertThat(page.locator("[data-count=gone]")).hasText("1");
        assertThat(page.locator("[data-count=same]")).hasText("1");
        assertThat(page.locator("[data-kind=gone] tbody td").nth(1)).hasText("12:00–20:00");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Prendre ce planning"))
                .focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-agent=amina] li"))
                .hasText(new String[] {"08:00–12:00 Service", "12:00–13:00 Déjeuner", "13:00–16:00 Service"});
        assertThat(page.locator("[data-agent=amina] td").last()).hasText("7,0 h");
        Pages.accessible(page);
        Pages.pictures(page, "roster-day");
        var exported = page.request()
                .get(url("/staffing/roster.csv?from=" + tomorrow + "&to=" + tomorrow))
                .text();
        org.assertj.core.api.Assertions.assertThat(exported).contains("bruno," + tomorrow + ",14:00,20:00,shift\r\n");
        send("export.csv", exported);
        assertThat(page.locator("[role=status]").first()).containsText("il n’y a rien à prendre");
        send(
                "export.ics",
                page.request()
                        .get(url("/staffing/roster.ics?from=" + tomorrow + "&to=" + tomorrow))
                        .text());
        assertThat(page.locator("[role=status]").first()).containsText("il n’y a rien à prendre");

        page.navigate(url("/staffing/roster/import"));
        Pages.accessible(page);
        Pages.pictures(page, "roster-import");
        press("Annuler l’import de équipe 2.csv");
        assertThat(page.locator("#imports tbody tr").first()).containsText("annulé par Sonia Blanc");
        page.navigate(url("/staffing/roster?date=" + tomorrow));
        assertThat(page.locator("[data-agent=bruno] li")).hasText(new String[] {"12:00–20:00 Service"});
        assertThat(page.locator("[data-agent=amina] li")).hasCount(1);
    }

    @Test
    void isToldEveryLineThatCannotBeTakenAndNothingIs() throws IOException {
        send(
                "faux.csv",
                csv(today.plusDays(1), "amina;%s;08:00;16:00;service", "nadia;%s;08:00;16:00;service")
                        + "amina;" + today.plusDays(1) + ";10:00;11:00;service\n"
                        + "amina;2026-02-30;08:00;16:00;service\n");

        assertThat(page.locator("#problems th[scope=row]")).hasText(new String[] {"3", "4", "5"});
        assertThat(page.locator("#problems td")).hasText(new String[] {
            "« nadia » n’est pas un téléconseiller connu et actif, ou deux personnes portent ce nom : écrivez l’identifiant.",
            "Chevauche la ligne 2 : la même personne ne peut pas faire les deux.",
            "« 2026-02-30 » n’est pas un jour, comme 2026-12-07."
        });
        assertThat(page.getByText("Prendre ce planning")).hasCount(0);
        Pages.accessible(page);
        Pages.pictures(page, "roster-wrong");
        page.navigate(url("/staffing/roster?date=" + today.plusDays(1)));
        assertThat(page.locator(".empty h2")).containsText("Aucun planning");
    }

    @Test
    void anAgentReadsHerOwnAndNobodyElses() throws IOException {
        send(
                "équipe.csv",
                csv(today, "amina;%s;00:00;12:00;service", "bruno;%s;01:00;13:00;service") + "amina;"
                        + today.plusDays(1) + ";09:00;17:00;formation\n");
        press("Prendre ce planning");
        assertThat(page.locator("[data-agent=amina]")).isVisible();
        var hers = open("/desk/day", AMINA);

        assertThat(hers.locator("[data-plan] li")).hasText(new String[] {"00:00–12:00 Service"});
        assertThat(hers.locator("[data-next] li")).hasText(new String[] {"09:00–17:00 Formation"});
        assertThat(hers.locator("main")).not().containsText("01:00–13:00");
        Pages.accessible(hers);
        Pages.pictures(hers, "roster-own");
        for (var closed : List.of(
                "/staffing/roster",
                "/staffing/adherence",
                "/api/board/missing",
                "/staffing/roster.csv?from=2026-01-01&to=2026-01-02"))
            org.assertj.core.api.Assertions.assertThat(
                            hers.request().get(url(closed)).status())
                    .as(closed)
                    .isEqualTo(403);
    }

    /// Amina is planned all day and has been there for some minutes; Bruno has not come.
    @Test
    void seesWhoIsMissingAndHowMuchWasKept() throws IOException {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var midnight = today.atTime(LocalTime.MIDNIGHT).atZone(CITY).toInstant();
        transaction.executeWithoutResult(
                _ -> log.append(List.of(new AgentStateChanged(midnight, AMINA, AgentState.AVAILABLE, null))));
        send(
                "équipe.csv",
                csv(today, "amina;%s;00:00;16:00;service", "bruno;%s;00:00;16:00;service")
                        + csv(today, "amina;%s;16:00;24:00;service", "bruno;%s;16:00;24:00;service")
                                .lines()
                                .skip(1)
                                .reduce("", (a, b) -> a + b + "\n"));
        press("Prendre ce planning");
        page.navigate(url("/board"));

        assertThat(page.locator("#missing-title")).isVisible();
        if (now.isAfter(midnight.plus(10, ChronoUnit.MINUTES)) && now.isBefore(midnight.plus(23, ChronoUnit.HOURS))) {
            assertThat(page.locator("#missing-list li")).hasCount(1);
            assertThat(page.locator("#missing-list li")).containsText("Bruno Petit");
            assertThat(page.locator("#missing-list li")).containsText("Hors ligne depuis");
        }
        Pages.accessible(page);
        Pages.pictures(page, "roster-missing");

        page.navigate(url("/staffing/adherence"));
        assertThat(share("amina")).hasText("100 %");
        assertThat(share("bruno")).hasText("0 %");
        assertThat(share("team")).hasText("50 %");
        Pages.accessible(page);
        Pages.pictures(page, "roster-adherence");
        page.navigate(url("/board/rules"));
        assertThat(page.getByText("SchedulingAdherenceSummary")).isVisible();
    }

    private Locator share(String agent) {
        return page.locator("[data-agent=" + agent + "] td").last();
    }

    private static String csv(LocalDate day, String... lines) {
        var file = new StringBuilder("téléconseiller;jour;début;fin;activité\n");
        for (var line : lines) {
            file.append(line.formatted(day)).append('\n');
        }
        return file.toString();
    }

    private void send(String name, String content) throws IOException {
        page.navigate(url("/staffing/roster/import"));
        page.locator("#file").setInputFiles(Files.writeString(folder.resolve(name), content));
        press("Vérifier le fichier");
        assertThat(page.locator("h1")).hasText("Avant d’importer");
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private Page open(String path, AgentId who) {
        var opened = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), url(path));
        Pages.signIn(opened, who.value(), PASSWORD);
        return opened;
    }
}
