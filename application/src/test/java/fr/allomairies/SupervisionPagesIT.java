package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A supervisor decides for an agent who has her desk open, each in a browser of her own.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class SupervisionPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");
    private static final AgentId ALINE = new AgentId("aline");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @BeforeEach
    void alineIsAvailable() {
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.makeAvailable(ALINE);
    }

    @AfterEach
    void alineGoesHome() {
        routing.signOut(ALINE);
    }

    @Test
    void pausesAnAgentWhoIsToldByWhomAndWhy() {
        var desk = signIn(ALINE, "/desk", 1280, ColorScheme.LIGHT);
        var board = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        open(board);
        board.getByLabel("Décision").selectOption("PAUSED");
        board.getByLabel("Raison").selectOption("meeting");
        picture(board, "board-steer");
        button(board, "Appliquer").click();

        assertThat(board.locator("#agent")).isHidden();
        assertThat(board.locator(".agent").filter(named())).containsText("En pause · réunion");
        assertThat(desk.locator("#steered")).containsText("Mise en pause par Sonia Blanc : réunion.");
        assertThat(desk.locator("#state-label")).hasText("En pause");
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.PAUSED);
        assertThat(decisions())
                .last()
                .satisfies(told -> assertThat(told.by()).isEqualTo(SONIA))
                .satisfies(told -> assertThat(told.reason()).isEqualTo("meeting"));
        picture(desk, "desk-steered");

        desk.reload();
        assertThat(desk.locator("#steered")).containsText("Mise en pause par Sonia Blanc : réunion.");
        button(desk, "J’ai lu").click();
        assertThat(desk.locator("#steered")).isHidden();
        desk.reload();
        assertThat(desk.locator("#state-label")).hasText("En pause");
        assertThat(desk.locator("#steered")).isHidden();

        board.navigate(address("/board/interventions"));
        assertThat(board.locator("#decisions tbody tr").first())
                .containsText(Pattern.compile("Mise en pause\\s+réunion\\s+Sonia Blanc"));
        picture(board, "interventions");
    }

    @Test
    void makesAvailableWhoHasForgottenHerPauseByKeyboardOnATelephone() {
        routing.pause(ALINE, "lunch");
        var board = signIn(SONIA, "/board", 390, ColorScheme.DARK);
        board.locator(".agent").filter(named()).locator("button").focus();
        board.keyboard().press("Enter");
        assertThat(board.getByLabel("Décision")).hasValue("AVAILABLE");
        board.getByLabel("Raison").selectOption("forgotten");
        picture(board, "board-steer-390-dark");
        assertThat((Integer) board.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        button(board, "Appliquer").press("Enter");

        assertThat(board.locator(".agent").filter(named())).containsText("Disponible");
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void saysWhenSheIsNoLongerThere() {
        var board = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        open(board);
        routing.signOut(ALINE);
        assertThat(board.locator("#agent-now")).hasText("Hors ligne");
        button(board, "Appliquer").click();

        assertThat(board.locator("#steer-error")).containsText("Il n’est plus en service");
    }

    @Test
    void isNotForAgents() {
        var page = signIn(ALINE, "/desk", 1280, ColorScheme.LIGHT);

        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'OFFLINE', reason: 'left', confirmed: true}"))
                .isEqualTo(403);
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.AVAILABLE);
        assertThat(Optional.ofNullable(page.navigate(address("/board/interventions"))))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
    }

    @Test
    void takesNoReasonThatIsNotOnTheList() {
        var page = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        var before = decisions().size();

        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'PAUSED', reason: 'lazy', confirmed: false}"))
                .isEqualTo(409);
        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'PAUSED', reason: 'end-of-day', confirmed: false}"))
                .isEqualTo(409);
        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'WRAP_UP', reason: 'away', confirmed: false}"))
                .isEqualTo(400);
        assertThat(post(page, "/api/board/agents/aline/state", "{}")).isEqualTo(400);
        assertThat(decisions()).hasSize(before);
    }

    private List<AgentSteered> decisions() {
        return log.read(0, 10_000).stream()
                .flatMap(entry -> entry.event() instanceof AgentSteered told
                        ? Optional.of(told).stream()
                        : Optional.<AgentSteered>empty().stream())
                .toList();
    }

    private void open(Page board) {
        board.locator(".agent").filter(named()).locator("button").click();
        assertThat(board.locator("#agent")).isVisible();
    }

    private static Locator.FilterOptions named() {
        return new Locator.FilterOptions().setHasText("Aline Durand");
    }

    private static int post(Page page, String path, String body) {
        return (Integer) page.evaluate("fetch('" + path + "', {method: 'POST', headers: {'Content-Type':"
                + " 'application/json', 'X-XSRF-TOKEN': document.cookie.match(/XSRF-TOKEN=([^;]*)/)?.[1] ?? ''},"
                + " body: JSON.stringify(" + body + ")}).then(answer => answer.status)");
    }

    private Page signIn(AgentId who, String path, int width, ColorScheme scheme) {
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setColorScheme(scheme).setViewportSize(width, 844),
                address(path));
        page.setDefaultTimeout(Duration.ofSeconds(30).toMillis());
        page.getByLabel("Identifiant").fill(who.value());
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.getByLabel("Mot de passe").press("Enter");
        page.waitForURL(url -> !url.contains("sign-in"));
        return page;
    }

    private static void picture(Page page, String name) {
        if (System.getProperty("allo.pictures") instanceof String folder) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
