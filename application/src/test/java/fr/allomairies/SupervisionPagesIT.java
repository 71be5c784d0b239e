package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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

/// A supervisor decides for an agent who has her desk open, and listens to her call, each in a browser of her
/// own.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.voice.hours.always-open=true",
            "allo.telephony.listening.enabled=true"
        })
class SupervisionPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final AgentId ALINE = new AgentId("aline");
    private static final AgentId BRUNO = new AgentId("bruno");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

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
        desk.locator("#steered-seen").click();
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
        assertThat((Integer) board.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        button(board, "Appliquer").press("Enter");

        assertThat(board.locator(".agent").filter(named())).containsText("Disponible");
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void herDayTellsHerPauses() {
        routing.pause(ALINE, "break");
        Awaitility.await().until(() -> routing.agent(ALINE).state() == AgentState.PAUSED);
        routing.makeAvailable(ALINE);
        var day = signIn(ALINE, "/desk/day", 1280, ColorScheme.LIGHT);
        Awaitility.await().untilAsserted(() -> {
            day.reload();
            assertThat(day.locator("[data-pause=break]").count()).isEqualTo(1);
        });
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
    void givesASkillForATimeByKeyboardAloneAndTheAgentReadsIt() {
        routing.setSkills(ALINE, List.of(new SkillNeed(new Skill("general"), 3)));
        var desk = signIn(ALINE, "/desk", 1280, ColorScheme.LIGHT);
        assertThat(desk.locator("#state-label")).hasText("Disponible");
        var board = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        board.locator(".agent").filter(named()).locator("button").focus();
        board.keyboard().press("Enter");
        board.locator("#agent-skills").focus();
        board.keyboard().press("Enter");
        board.waitForURL("**/board/skills?agent=aline");
        assertThat(board.getByLabel("Choisir Aline Durand")).isChecked();
        board.getByLabel("Compétence", new Page.GetByLabelOptions().setExact(true))
                .focus();
        board.keyboard().type("Voirie");
        board.keyboard().press("Tab");
        board.keyboard().type("Niveau 4");
        board.keyboard().press("Tab");
        board.keyboard().type("30 min");
        board.keyboard().press("Tab");
        board.keyboard().press("Enter");

        assertThat(board.locator("#done")).containsText("Voirie : un téléconseiller changé, niveau 4, jusqu’à");
        assertThat(desk.locator("#moved-text"))
                .containsText("Sonia Blanc vous donne la compétence Voirie, niveau 4. Jusqu’à");
        assertThat(levels()).containsExactly(Map.entry("general", 3), Map.entry("voirie", 4));
        picture(board, "board-skills");
        picture(desk, "desk-skill");
        board.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(board, "board-skills-dark");
        board.setViewportSize(390, 844);
        picture(board, "board-skills-390-dark");
        assertThat((Integer) board.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        board.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture(board, "board-skills-390");
        board.setViewportSize(1280, 844);

        // what was given again for longer goes back to what was before the first
        new TeamOrder(board).give("voirie", "5", "hour", "aline");
        assertThat(board.locator("#done")).containsText("niveau 5");
        assertThat(board.locator("#open tbody tr")).hasCount(1);
        db.sql("update skill_move set until = now() where ended_at is null").update();
        assertThat(desk.locator("#moved-text"))
                .containsText("La durée est passée : la compétence Voirie vous est retirée.");
        assertThat(levels()).containsExactly(Map.entry("general", 3));
        board.reload();
        assertThat(board.locator("#open")).hasCount(0);
        assertThat(board.locator("#newest tbody tr").first()).containsText("durée passée");
        assertThat(log.read(0, 10_000).stream()
                        .map(LogEntry::event)
                        .filter(AgentSkillMoved.class::isInstance)
                        .map(AgentSkillMoved.class::cast))
                .extracting(AgentSkillMoved::by)
                .endsWith(SONIA, SONIA, null);

        // told again at each opening, until she has read it
        desk.reload();
        assertThat(desk.locator("#moved-text")).containsText("la compétence Voirie vous est retirée");
        desk.waitForResponse(
                answer -> answer.url().endsWith("/read"),
                () -> desk.locator("#moved-seen").click());
        desk.navigate(desk.url().replace("/desk", "/tickets"));
        new TeamOrder(board).give("proprete", "2", "changed", "aline");
        assertThat(board.locator("#done")).containsText("niveau 2");
        Awaitility.await()
                .until(() -> db.sql("select count(*) from skill_moved where skill = 'proprete'")
                                .query(Integer.class)
                                .single()
                        == 1);
        desk.navigate(desk.url().replace("/tickets", "/desk"));
        assertThat(desk.locator("#moved-text")).hasText("Sonia Blanc vous donne la compétence Propreté, niveau 2.");
        picture(desk, "desk-skill-at-opening");
    }

    @Test
    void takesASkillOfSeveralAndUndoesItButNotWhatSomebodyChangedMeanwhile() {
        accounts.put(new Account(BRUNO, "Bruno Petit", Role.AGENT, null, true), PASSWORD);
        for (var agent : List.of(ALINE, BRUNO)) {
            routing.setSkills(agent, List.of(new SkillNeed(new Skill("voirie"), 2)));
        }
        Awaitility.await().until(() -> !routing.agent(BRUNO).skills().isEmpty());
        var board = signIn(SONIA, "/board/skills", 1280, ColorScheme.LIGHT);
        new TeamOrder(board).give("voirie", "0", "changed", "aline", "bruno");
        assertThat(board.locator("#done")).containsText("2 téléconseillers changés, compétence retirée");
        Awaitility.await().until(() -> routing.agent(ALINE).skills().isEmpty());
        Awaitility.await().until(() -> routing.agent(BRUNO).skills().isEmpty());

        routing.setSkills(BRUNO, List.of(new SkillNeed(new Skill("voirie"), 5)));
        Awaitility.await().until(() -> !routing.agent(BRUNO).skills().isEmpty());
        button(board, "Annuler").first().click();
        assertThat(board.getByText("C’est annulé.")).isVisible();
        assertThat(levels()).containsExactly(Map.entry("voirie", 2));
        assertThat(routing.agent(BRUNO).skills()).containsExactly(new SkillNeed(new Skill("voirie"), 5));
        assertThat(board.locator("#newest tbody tr").filter(named())).containsText("annulé par Sonia Blanc");

        // nobody chosen
        new TeamOrder(board).give("voirie", "1", "hour");
        assertThat(board.locator("#problem")).hasText("Choisissez au moins un téléconseiller.");
    }

    private List<Map.Entry<String, Integer>> levels() {
        return routing.agent(ALINE).skills().stream()
                .map(own -> Map.entry(own.skill().value(), own.level()))
                .toList();
    }

    private record TeamOrder(Page board) {

        void give(String skill, String level, String until, String... agents) {
            board.locator("#skill").selectOption(skill);
            board.locator("#level").selectOption(level);
            board.locator("#until").selectOption(until);
            for (var agent : agents) {
                board.locator("#agent-" + agent).check();
            }
            button(board, "Appliquer").click();
        }
    }

    /// Both browsers are telephones: the agent's desk, and the supervisor's board while he listens.
    @Test
    void listensToACallWhispersJoinsAndTakesItOver() {
        routing.setSkills(ALINE, List.of(new SkillNeed(new Skill("general"), 3)));
        var desk = signIn(ALINE, "/desk", 1280, ColorScheme.LIGHT);
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        var board = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var caller = sipp.call(Sipp.Caller.pressing("3906", "+33493921477", "0000000000000000", STAY));
            assertThat(desk.locator(".offer-kind")).hasText("Appel entrant");
            desk.keyboard().press("a");
            assertThat(desk.locator(".call-label")).hasText("En ligne");
            assertThat(desk.locator(".listening")).containsText("Cet appel peut être écouté");

            open(board);
            board.getByLabel("Pourquoi écoutez-vous").fill("Accompagnement demandé par Aline");
            picture(board, "board-listen-form");
            button(board, "Écouter l’appel").click();
            assertThat(board.locator("#listen-text")).hasText("Vous écoutez Aline Durand.");
            assertThat(desk.locator(".listening")).containsText("Sonia Blanc écoute cet appel.");
            Awaitility.await().atMost(SOON).until(() -> heard(board) > 20);
            picture(board, "board-listening");
            picture(desk, "desk-listening");
            board.setViewportSize(390, 844);
            board.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat((Integer) board.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            picture(board, "board-listening-390-dark");

            button(board, "Souffler").click();
            assertThat(desk.locator(".listening")).containsText("Sonia Blanc vous parle");
            assertThat(board.locator("#listen-heard")).hasText("Le téléconseiller vous entend, l’usager non.");
            button(board, "Intervenir").click();
            assertThat(desk.locator(".listening")).containsText("participe à l’appel");

            button(board, "Reprendre l’appel").click();
            assertThat(board.locator("#listen-error")).containsText("Prenez d’abord votre propre poste");
            routing.makeAvailable(SONIA);
            button(board, "Reprendre l’appel").click();
            assertThat(board.locator("#listen-text")).containsText("Vous avez repris l’appel");
            assertThat(desk.locator(".toast")).containsText("Sonia Blanc a repris l’appel.");
            assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
            picture(desk, "desk-taken-over");
            picture(board, "board-taken-over");
            assertThat(caller.count("released")).isZero();

            // he listens to nobody else meanwhile, and asking for it costs the citizen nothing
            listensToNobodyElse(board);
            signsHerOutOnceItIsConfirmed(board);
            assertThat(caller.count("released")).isZero();

            board.navigate(address("/desk"));
            assertThat(board.locator(".call-label")).hasText("En ligne");
            Awaitility.await().atMost(SOON).until(() -> heard(board) > 20);
            button(board, "Raccrocher").click();
            assertThat(board.locator(".talk-head .badge")).containsText("Post-appel");
            assertThat(caller.await("released", SOON)).isTrue();
        } finally {
            List.of(ALINE, SONIA).forEach(who -> {
                routing.agent(who).contacts().forEach(held -> routing.finish(who, held.contact(), "answered"));
                routing.signOut(who);
            });
        }
        board.navigate(address("/board/interventions"));
        assertThat(board.locator("#listenings tbody tr").first()).containsText("Accompagnement demandé par Aline");
        assertThat(board.locator("#listenings tbody tr").first()).containsText("appel repris");
    }

    /// She is in her wrap-up, which ends by it.
    private void signsHerOutOnceItIsConfirmed(Page board) {
        open(board);
        board.locator("#steer-to").selectOption("OFFLINE");
        assertThat(board.locator("#steer-confirm")).isHidden();
        board.locator("#steer-apply").press("Enter");
        assertThat(board.locator("#steer-confirm")).isVisible();
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.WRAP_UP);
        board.locator("#steer-apply").press("Enter");
        assertThat(board.locator("#agent")).isHidden();
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.OFFLINE);
    }

    private static void listensToNobodyElse(Page board) {
        var before = heard(board);
        var refused = board.evaluate("import(document.querySelector('script[type=module][src*=\"/js/\"]').src"
                + ".replace(/js\\/.*/, 'js/board/listen.js'))"
                + ".then(listen => listen.begin({login: 'aline'}, 'Je veux en écouter un autre'))");
        assertThat(refused).isNotNull();
        Awaitility.await().atMost(SOON).until(() -> heard(board) > before + 20);
    }

    /// Packets of sound that have come in this call.
    private static int heard(Page page) {
        return (Integer) page.evaluate("import(document.querySelector('script[type=module][src*=\"/js/\"]').src"
                + ".replace(/js\\/.*/, 'js/desk/phone.js')).then(phone => phone.received())");
    }

    @Test
    void isNotForAgents() {
        var page = signIn(ALINE, "/desk", 1280, ColorScheme.LIGHT);

        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'OFFLINE', reason: 'left', confirmed: true}"))
                .isEqualTo(403);
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.AVAILABLE);
        assertThat(post(page, "/api/board/agents/sonia/listening", "{why: 'because I am curious'}"))
                .isEqualTo(403);
        for (var command : List.of("mode", "leave", "take-over")) {
            assertThat(post(page, "/api/board/listening/" + command, "{mode: 'BARGE'}"))
                    .isEqualTo(403);
        }
        assertThat((Integer) page.evaluate("fetch('/api/board/listening').then(answer => answer.status)"))
                .isEqualTo(403);
        assertThat(post(page, "/api/desk/contacts/" + ContactId.next() + "/listening/object", "{}"))
                .isEqualTo(409);
        assertThat(Optional.ofNullable(page.navigate(address("/board/interventions"))))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
    }

    @Test
    void takesNoReasonThatIsNotOnTheList() {
        var page = signIn(SONIA, "/board", 1280, ColorScheme.LIGHT);
        var before = decisions().size();

        assertThat(post(page, "/api/board/agents/aline/state", "{to: 'PAUSED', reason: 'lazy', confirmed: false}"))
                .isEqualTo(409);
        assertThat(post(
                        page,
                        "/api/board/agents/aline/state",
                        "{to: 'PAUSED', reason: 'end-of-day', confirmed: false}"))
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
                new NewContextOptions()
                        .setLocale("fr-FR")
                        .setColorScheme(scheme)
                        .setViewportSize(width, 844),
                address(path));
        page.setDefaultTimeout(Duration.ofSeconds(30).toMillis());
        Pages.signIn(page, who.value(), PASSWORD);
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
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
