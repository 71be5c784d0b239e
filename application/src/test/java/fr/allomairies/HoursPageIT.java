package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.voiceassistant.Span;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
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

/// What an administrator says of the hours of the house, in a real browser. The settings say day and night.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.voice.hours.always-open=true"
        })
class HoursPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final AgentId SONIA = new AgentId("sonia");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    HouseHours hours;

    @Autowired
    JdbcClient db;

    final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));

    @BeforeEach
    void nothingIsSaid() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        db.sql("truncate house_week, house_days").update();
    }

    @Test
    void anExceptionalClosureClosesTheHouseAtOnceUntilItIsRemoved() {
        var page = signIn(ADA, 1280);
        assertThat(page.locator("#now")).hasText("Ouvert");
        assertThat(page.locator("#from-settings")).isVisible();
        assertThat(page.locator("#change")).hasText("Aucune fermeture dans l’année qui vient.");

        page.getByLabel("Du", new Page.GetByLabelOptions().setExact(true)).fill(today.toString());
        page.getByLabel("Au (inclus)").fill(today.plusDays(1).toString());
        page.getByLabel("Motif").fill("Panne de chauffage");
        button(page, "Ajouter ces jours").click();

        assertThat(page.locator(".notice-good")).containsText("Le prochain appel en tient compte");
        assertThat(page.locator("#now")).hasText("Fermé");
        assertThat(page.locator("#change")).containsText("Prochaine ouverture");
        assertThat(page.locator("#said-days")).containsText("Panne de chauffage");
        assertThat(page.locator("#from-settings")).hasCount(0);
        assertThat(page.locator("#history tbody tr").first()).containsText("Ada Rossi");
        assertThat(page.locator("#history tbody tr").last()).containsText("Configuration");

        page.locator("#said-days button").click();
        assertThat(page.locator(".notice-good")).containsText("Retiré");
        assertThat(page.locator("#now")).hasText("Ouvert");
        assertThat(page.locator("#no-days")).isVisible();
    }

    @Test
    void theWeekIsSaidDayByDayAndWhatIsWrongStandsAtItsDay() {
        var page = signIn(ADA, 1280);
        page.getByLabel("Selon la semaine").check();
        page.locator("#week-MONDAY").fill("18:00-08:00");
        page.locator("#week-TUESDAY").fill("08:00-12:00,11:00-14:00");
        page.locator("#week-WEDNESDAY").fill("08:00-12:00,13:30-24:00");
        button(page, "Enregistrer la semaine").click();

        assertThat(page.locator(".notice-bad")).isVisible();
        assertThat(page.locator("#week-MONDAY-error")).hasText("Une plage se termine avant de commencer.");
        assertThat(page.locator("#week-TUESDAY-error")).hasText("Deux plages d’un même jour se chevauchent.");
        assertThat(page.locator("#week-WEDNESDAY-error")).hasCount(0);
        assertThat(page.locator("#week-WEDNESDAY")).hasValue("08:00-12:00,13:30-24:00");
        assertThat(hours.isFromSettings()).isTrue();

        page.locator("#week-MONDAY").fill("08:00-18:00");
        page.locator("#week-TUESDAY").fill("");
        page.locator("#week-TUESDAY").press("Enter");

        assertThat(page.locator(".notice-good")).isVisible();
        assertThat(hours.inForce().alwaysOpen()).isFalse();
        assertThat(hours.inForce().week())
                .containsEntry(DayOfWeek.MONDAY, Span.list("08:00-18:00"))
                .containsEntry(DayOfWeek.WEDNESDAY, Span.list("08:00-12:00,13:30-24:00"))
                .doesNotContainKey(DayOfWeek.TUESDAY);
        assertThat(page.locator("#history tbody tr").first()).containsText("Lundi 08:00-18:00");
    }

    @Test
    void aPublicHolidayIsOpenedAndIsLikeTheOthersAgain() {
        hours.setWeek(false, Map.of(DayOfWeek.MONDAY, "08:00-18:00"), ADA);
        var page = signIn(ADA, 1280);
        var armistice = page.locator("#holidays tbody tr").filter(new Locator.FilterOptions().setHasText("Armistice"));
        assertThat(page.locator("#holidays tbody tr")).hasCount(11);
        assertThat(armistice).containsText("Fermé");

        armistice.locator("summary").click();
        armistice.locator("input[name=spans]").fill("12:00-09:00");
        armistice.locator("input[name=spans]").press("Enter");
        assertThat(page.locator(".notice-bad")).hasText("Une plage se termine avant de commencer.");
        assertThat(armistice.locator("input[name=spans]")).hasValue("12:00-09:00");

        armistice.locator("input[name=spans]").fill("09:00-12:00");
        armistice.locator("input[name=spans]").press("Enter");
        assertThat(armistice).containsText("09:00–12:00");
        assertThat(page.locator("#said-days")).containsText("Armistice");

        armistice.getByRole(AriaRole.BUTTON).click();
        assertThat(armistice).containsText("Fermé");
    }

    @Test
    void whatIsWrongWithExceptionalDaysIsSaidAndNothingTypedIsLost() {
        hours.add(today.plusDays(3), today.plusDays(5), "Pont", "", ADA);
        var page = signIn(ADA, 390);
        assertThat(width(page)).isLessThanOrEqualTo(390);
        page.locator("#from").fill(today.plusDays(5).toString());
        page.locator("#reason").fill("Inventaire");
        page.getByLabel("Ouvert à ces heures").check();
        page.getByLabel("Heures d’ouverture", new Page.GetByLabelOptions().setExact(true))
                .fill("09:00-12:00");
        button(page, "Ajouter ces jours").click();

        assertThat(page.locator(".notice-bad")).containsText("déjà dans la liste");
        assertThat(page.locator("#reason")).hasValue("Inventaire");
        assertThat(page.locator("#spans")).hasValue("09:00-12:00");
        assertThat(width(page)).isLessThanOrEqualTo(390);
        assertThat(hours.days()).hasSize(1);
    }

    @Test
    void supervisorsReadItAndAgentsDoNot() {
        var page = signIn(SONIA, 1280);
        page.navigate(address() + "?lang=en");
        assertThat(page.locator("h1")).hasText("Hours");
        assertThat(page.locator("#holidays")).containsText("Christmas");
        assertThat(page.locator("main form button")).hasCount(0);
        assertThat((Integer) page.evaluate("""
                        async () => (await fetch('/administration/hours/week', {method: 'POST'})).status
                        """)).isEqualTo(403);

        var agent = new AgentId("hours-agent");
        accounts.put(new Account(agent, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        assertThat(Optional.ofNullable(signIn(agent, 1280).navigate(address())))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
    }

    private Page signIn(AgentId who, int width) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(width, 844), address());
        Pages.signIn(page, who.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        page.navigate(address());
        return page;
    }

    private String address() {
        return "http://127.0.0.1:" + port + "/administration/hours";
    }

    private static int width(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
