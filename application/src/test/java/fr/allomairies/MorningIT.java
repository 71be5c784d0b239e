package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.SteeringEvent.CrisisDeclared;
import fr.allomairies.contact.SteeringEvent.CrisisLifted;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A supervisor's morning in one piece, in a real browser against the whole product with real Asterisk: a caller waits
/// while nobody is there, another one gives up, and every page says the same of it.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.voice.hours.always-open=true"})
class MorningIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final Pattern OVER_A_MINUTE = Pattern.compile("[1-9]:\\d\\d");
    private static final int A_MINUTE = 90_000;
    private static final AgentId SONIA = new AgentId("sonia");
    private static final AgentId ALINE = new AgentId("aline");

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
    Catalogue catalogue;

    @Autowired
    Routing routing;

    @Autowired
    Telephony telephony;

    @Autowired
    EventLog log;

    private Page board;

    @Test
    void seesWhyOneWaitedAndReadsTheSameEverywhere() {
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        wantsToBeTold();
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            var phone = telephony.sipPhone(ALINE).orElseThrow();
            sipp.phones(List.of(new Sipp.Account(phone.user(), phone.password())), Sipp.AT_ONCE);
            await().atMost(SOON).until(() -> telephony.reachable(ALINE));
            routing.makeAvailable(ALINE);
            routing.pause(ALINE, "lunch");
            var waits = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921490", STAY));
            isToldThatSomebodyWaits();
            endsAForgottenPause();
            var givesUp = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921491", STAY));
            assertThat(figure("waiting")).hasText("1");
            givesUp.hangUp();
            assertThat(figure("abandoned")).hasText("1");
            var call = routing.agent(ALINE).contacts().getFirst().contact();
            telephony.hangUp(ALINE, call);
            assertThat(waits.await("released", SOON)).isTrue();
            await().atMost(SOON)
                    .until(() -> routing.finish(ALINE, call, "answered").isEmpty());
        }
        assertThat(figure("conversation")).hasText("0");
        assertThat(figure("offered")).hasText("2");
        var figures = List.of(
                figure("answer-rate").innerText(), figure("service-level").innerText());
        opensAFigureAndFindsWhyOneWaited();
        warnsCallersOfACrisisAndNoLonger();
        readsTheSameInReportAndFile(figures);
    }

    private void wantsToBeTold() {
        board = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 800), address("/board/alerts/new"));
        Pages.signIn(board, SONIA.value(), PASSWORD);
        board.getByLabel("Nom").fill("Quelqu’un attend");
        board.locator("#figure").selectOption("WAITING");
        board.locator("#scope").selectOption("all");
        board.locator("#threshold").fill("0");
        board.locator("#lasting").fill("0");
        Pages.accessible(board);
        Pages.pictures(board, "morning-alert-rule");
        board.locator("main form.card button[type=submit]").click();
        assertThat(board.locator("main")).containsText("Quelqu’un attend");
        board.navigate(address("/board"));
        assertThat(figure("waiting")).hasText("0");
        shows("morning-quiet");
    }

    private void isToldThatSomebodyWaits() {
        assertThat(figure("waiting")).hasText("1");
        assertThat(board.locator("[data-waiting] li")).hasCount(1);
        var alert = board.locator(".alert-raised");
        assertThat(alert).containsText("Quelqu’un attend");
        shows("morning-waiting");
        button("Je m’occupe de l’alerte Quelqu’un attend").press("Enter");
        assertThat(alert).containsText("Sonia Blanc");
    }

    /// And the one who waits is put through.
    private void endsAForgottenPause() {
        assertThat(figure("longest")).hasText(OVER_A_MINUTE, new HasTextOptions().setTimeout(A_MINUTE));
        assertThat(aline()).containsText("En pause");
        aline().locator("button").press("Enter");
        assertThat(board.locator("#agent")).isVisible();
        board.getByLabel("Décision").selectOption("AVAILABLE");
        board.getByLabel("Raison").selectOption("forgotten");
        shows("morning-steer");
        board.locator("#steer-apply").press("Enter");
        assertThat(board.locator("#agent")).isHidden();
        assertThat(figure("waiting")).hasText("0");
        assertThat(figure("conversation")).hasText("1");
        await().atMost(SOON)
                .until(() -> routing.agent(ALINE).contacts().stream()
                        .anyMatch(held -> held.phase() == Phase.IN_CONVERSATION));
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.ON_CONTACT);
        assertThat(log.read(0, 10_000))
                .anySatisfy(entry -> assertThat(entry.event())
                        .isInstanceOfSatisfying(
                                AgentSteered.class,
                                told -> assertThat(told.by()).isEqualTo(SONIA)));
    }

    /// The longest wait first in her mind: from the figure to the contact, and from there to what kept it.
    private void opensAFigureAndFindsWhyOneWaited() {
        board.locator("#tile-offered a").press("Enter");
        assertThat(board.locator("[data-contact]")).hasCount(2);
        shows("morning-behind");
        var answered = board.locator("[data-contact]").filter(new Locator.FilterOptions().setHasText("Aline Durand"));
        answered.locator("a").press("Enter");
        var path = board.locator(".path");
        assertThat(path).containsText("Il entre en file");
        assertThat(path).containsText("Proposé à Aline Durand.");
        assertThat(path).containsText("En communication avec Aline Durand.");
        shows("morning-path");
        path.getByText("Qui était là une minute après").press("Enter");
        assertThat(figure("waiting")).hasText("1");
        assertThat(aline()).containsText("En pause");
        shows("morning-replay");
        board.locator("#forward").press("Enter");
        assertThat(board.locator("#replay-error")).isEmpty();
    }

    private void warnsCallersOfACrisisAndNoLonger() {
        board.navigate(address("/board/crisis"));
        board.locator("input[name=message]").first().check();
        board.locator("form[action='/board/crisis'] button").press("Enter");
        assertThat(board.locator("section#current")).containsText("Sonia Blanc");
        shows("morning-crisis");
        board.locator("form[action='/board/crisis/lift'] button").press("Enter");
        assertThat(board.locator("p#current")).isVisible();
        assertThat(log.read(0, 10_000)).anyMatch(entry -> entry.event() instanceof CrisisDeclared);
        assertThat(log.read(0, 10_000)).anyMatch(entry -> entry.event() instanceof CrisisLifted);
    }

    private void readsTheSameInReportAndFile(List<String> figures) {
        board.navigate(address("/reports"));
        assertThat(board.locator("[data-tile=answer-rate]")).hasText(figures.getFirst());
        assertThat(board.locator("[data-tile=service-level]")).hasText(figures.getLast());
        var voice = board.locator("[data-table=channel] [data-line=voice]");
        assertThat(voice.locator("[data-column=offered]")).hasText("2");
        assertThat(voice.locator("[data-column=answered]")).hasText("1");
        assertThat(voice.locator("[data-column=abandoned]")).hasText("1");
        shows("morning-report");
        var link = board.locator("a[href*='/api/reports/contacts.csv']").getAttribute("href");
        var lines = board.request().get(address(link)).text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines).filteredOn(line -> line.contains("ABANDONED")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("HANDLED")).hasSize(1);
    }

    private Locator aline() {
        return board.locator(".agent").filter(new Locator.FilterOptions().setHasText("Aline Durand"));
    }

    private Locator figure(String name) {
        return board.locator("[data-figure='" + name + "']");
    }

    private Locator button(String name) {
        return board.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private void shows(String name) {
        Pages.accessible(board);
        Pages.pictures(board, name);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
