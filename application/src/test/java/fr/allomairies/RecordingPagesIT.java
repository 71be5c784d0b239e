package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.Sample;
import fr.allomairies.telephony.call.Sampling;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A conversation that is recorded, in real browsers: an administrator switches recording on, the téléconseillère
/// sees and pauses it, a supervisor listens with a reason, and the administrator sees that she did.
@SpringBootTest(
        classes = {AlloMairies.class, RecordingPagesIT.EveryCall.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "allo.parts.asterisk=false"})
class RecordingPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ALINE = new AgentId("rec-aline");
    private static final double LONG_MILLIS = 40_000;
    private static final int PARTIAL = 206;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /// Chance is not what is tried here.
    @TestConfiguration
    static class EveryCall {

        @Bean
        @Primary
        Sampling everyCall() {
            return new Sampling(List.of(new Sample(Purpose.TRAINING, 1, Set.of())));
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
        for (var port : List.of("allo.parts.smtp-port", "allo.parts.imap-port")) {
            var free = FreePorts.one();
            registry.add(port, () -> free);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Routing routing;

    @Test
    void isSwitchedOnSeenPausedListenedToAndAccountedFor() {
        var admin = signedIn("rec-admin", Role.ADMINISTRATOR, "/administration/recordings");
        button(admin, "Activer l’enregistrement").click();
        assertThat(admin.getByText("Désactiver l’enregistrement")).isVisible();

        var number = recordedCall();

        var sylvie = signedIn("rec-sylvie", Role.SUPERVISOR, "/tickets/" + number);
        var summary = sylvie.locator("summary", new Page.LocatorOptions().setHasText("pris par Aline Durand"));
        for (var tries = 0; tries < 30 && summary.count() == 0; tries++) {
            sylvie.waitForTimeout(1_000);
            sylvie.reload();
        }
        summary.click();
        sylvie.getByLabel("Motif de l’écoute").fill("Formation des nouveaux, accueil");
        Pages.pictures(sylvie, "ticket");
        sylvie.getByLabel("Motif de l’écoute").press("Enter");
        var player = sylvie.locator("audio");
        assertThat(player).isVisible();
        sylvie.waitForFunction("() => document.querySelector('audio').duration > 1");
        Pages.pictures(sylvie, "listen");
        var sound = "http://127.0.0.1:" + port + player.getAttribute("src");
        var part = sylvie.request().get(sound, RequestOptions.create().setHeader("Range", "bytes=44-143"));
        assertThat(part.status()).isEqualTo(PARTIAL);
        assertThat(part.body()).hasSize(100);
        assertThat(part.headers().get("cache-control")).contains("no-store");

        assertThat(admin.request().get(sound).status()).as("who gave no reason").isEqualTo(NOT_FOUND);
        admin.reload();
        assertThat(admin.getByText("Formation des nouveaux, accueil")).isVisible();
        Pages.pictures(admin, "audit");
        var bruno = signedIn("rec-bruno", Role.AGENT, "/tickets/" + number);
        assertThat(bruno.getByText("Enregistrements")).hasCount(0);
        assertThat(bruno.request().get(sound).status()).isEqualTo(FORBIDDEN);
    }

    /// @return the number of its ticket
    private String recordedCall() {
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        var desk = signedIn(ALINE.value(), Role.AGENT, "/desk");
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        button(desk, "Disponible").click();
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921477", Duration.ofMinutes(3)));
            assertThat(desk.locator(".offer-kind")).isVisible(new IsVisibleOptions().setTimeout(LONG_MILLIS));
            desk.keyboard().press("a");
            var bar = desk.locator(".recording:not(.listening) > .recording-words");
            assertThat(bar).hasText("Conversation enregistrée", new HasTextOptions().setTimeout(LONG_MILLIS));
            Pages.pictures(desk, "desk-recorded");
            desk.waitForTimeout(2_000);
            desk.keyboard().press("e");
            assertThat(bar).hasText("Enregistrement suspendu");
            Pages.pictures(desk, "desk-paused");
            button(desk, "Reprendre l’enregistrement").click();
            assertThat(bar).hasText("Conversation enregistrée");
            desk.waitForTimeout(1_000);
            desk.keyboard().press("x");
            assertThat(bar).isHidden();
        }
        return desk.locator(".ticket-head .number").innerText();
    }

    private Page signedIn(String login, Role role, String path) {
        var name = role == Role.AGENT ? "Aline Durand" : login;
        accounts.put(new Account(new AgentId(login), name, role, null, true), PASSWORD);
        var options = new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 800);
        var page = CHROMIUM.open(options, "http://127.0.0.1:" + port + path);
        Pages.signIn(page, login, PASSWORD);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
