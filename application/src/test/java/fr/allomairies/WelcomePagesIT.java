package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.BlockedCallers;
import fr.allomairies.telephony.CrisisMode;
import fr.allomairies.telephony.CrisisMode.Message;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What supervisors decide of the first seconds of a call, in a real browser: the crisis message, and whose calls do
/// not
/// get through.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class WelcomePagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
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
    CrisisMode crisis;

    @Autowired
    BlockedCallers blocks;

    @BeforeEach
    void nothingGoesOn() {
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        crisis.lift(SONIA);
    }

    @Test
    void isPutOnWithAnEndAndTakenOffBeforeIt() {
        var before = Instant.now();
        var page = signIn(SONIA, 1280);
        assertThat(page.locator("#current")).containsText("Aucun message");
        choose(page, "Inondations");
        button(page, "Diffuser le message").click();

        assertThat(page.locator(".notice-good")).containsText("est diffusé");
        assertThat(page.locator("#current")).containsText("montez dans les étages");
        assertThat(crisis.current()).hasValueSatisfying(now -> {
            assertThat(now.message()).isEqualTo(Message.FLOOD);
            assertThat(now.by()).isEqualTo(SONIA);
            assertThat(now.until()).isBetween(before.plus(Duration.ofHours(3)), in(Duration.ofHours(4)));
        });

        button(page, "Arrêter maintenant").click();

        assertThat(page.locator("#current")).containsText("Aucun message");
        assertThat(page.locator("tbody tr").first()).containsText("arrêté par Sonia Blanc");
        assertThat(crisis.current()).isEmpty();
    }

    @Test
    void asksForAnEndToCome() {
        var page = signIn(SONIA, 1280);
        choose(page, "Canicule");
        page.getByLabel("Fin de la diffusion").fill("2020-01-01T12:00");
        button(page, "Diffuser le message").click();

        assertThat(page.locator("#until-error")).hasText("Indiquez une fin à venir, dans les sept jours.");
        assertThat(page.getByLabel("Fin de la diffusion")).hasValue("2020-01-01T12:00");
        assertThat(crisis.current()).isEmpty();
    }

    @Test
    void fitsATelephoneAndSpeaksEnglish() {
        crisis.declare(Message.WATER, in(Duration.ofHours(1)), SONIA);
        var page = signIn(SONIA, 390);
        page.navigate(address() + "?lang=en");

        assertThat(page.locator("h1")).hasText("Crisis message");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void blocksANumberThatAnAgentProposes() {
        var agent = new AgentId("abused-agent");
        assertThat(blocks.propose("04 93 55 66 77", "menace de mort à chaque appel", agent))
                .isEmpty();
        assertThat(blocks.propose("+33493556677", "encore", agent))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("number-listed"));
        var page = signIn(SONIA, 1280);
        page.navigate(address("/board/blocked-callers"));
        var proposed = page.getByRole(AriaRole.ARTICLE).filter(new FilterOptions().setHasText("04 93 55 66 77"));
        assertThat(proposed).containsText("menace de mort");
        proposed.getByLabel("Durée").selectOption("30");
        button(page, "Bloquer").first().click();

        assertThat(page.locator(".notice-good")).containsText("est bloqué");
        assertThat(page.getByRole(AriaRole.ARTICLE)).containsText("Aucun appel refusé");
        assertThat(blocks.current()).singleElement().satisfies(block -> {
            assertThat(block.decidedBy()).isEqualTo(SONIA);
            assertThat(block.until()).isAfter(in(Duration.ofDays(29)));
        });
        Pages.pictures(page, "blocked-callers");

        button(page, "Débloquer").click();
        assertThat(page.locator("tbody tr").first()).containsText("débloqué");
        assertThat(blocks.current()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithANumber() {
        var page = signIn(SONIA, 390);
        page.navigate(address("/board/blocked-callers"));
        page.locator("#number").fill("12");
        page.getByLabel("Motif").fill("insultes");
        button(page, "Bloquer").click();

        assertThat(page.locator(".notice-bad")).hasText("Ce n’est pas un numéro de téléphone.");
        assertThat(page.getByLabel("Motif")).hasValue("insultes");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void isNotForAgents() {
        var agent = new AgentId("crisis-agent");
        accounts.put(new Account(agent, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        var page = signIn(agent, 1280);

        for (var place : List.of("/board/crisis", "/board/blocked-callers")) {
            assertThat(Optional.ofNullable(page.navigate(address(place))))
                    .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
        }
    }

    private Page signIn(AgentId who, int width) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(width, 844), address());
        Pages.signIn(page, who.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        return page;
    }

    private String address() {
        return address("/board/crisis");
    }

    private String address(String place) {
        return "http://127.0.0.1:" + port + place;
    }

    private static void choose(Page page, String message) {
        page.getByText(message, new GetByTextOptions().setExact(true)).click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time);
    }
}
