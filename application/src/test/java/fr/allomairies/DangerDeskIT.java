package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Duration;
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

/// A téléconseiller says at the end of a chat that the assistant was wrong about a danger, in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.chat.assistant=true"
        })
class DangerDeskIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ALINE = new AgentId("aline");
    private static final Duration SOON = Duration.ofSeconds(60);

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
    EventLog log;

    private Page desk;

    @BeforeEach
    void sheIsReady() {
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        desk = open("/desk");
        Pages.signIn(desk, ALINE.value(), PASSWORD);
        assertThat(desk.locator("#state-label")).isVisible();
        routing.makeAvailable(ALINE);
    }

    @Test
    void saysThatItWasAFalseAlarmOrThatADangerWasNotSeen() {
        var alarm = taken("ça sent le gaz dans l'escalier");
        assertThat(desk.getByLabel("Fausse alerte : personne n’était en danger"))
                .isVisible();
        Pages.accessible(desk);
        desk.getByLabel("Fausse alerte : personne n’était en danger").check();
        Pages.pictures(desk, "danger-false");
        finish();
        assertThat(corrected(alarm)).contains(false);

        var calm = taken("conseiller");
        desk.getByLabel("Danger que l’assistant n’a pas vu").check();
        Pages.pictures(desk, "danger-missed");
        finish();
        assertThat(corrected(calm)).contains(true);

        var right = taken("conseiller");
        assertThat(desk.getByLabel("Danger que l’assistant n’a pas vu")).not().isChecked();
        finish();
        assertThat(corrected(right)).isEmpty();
    }

    private ContactId taken(String line) {
        var citizen = open("/chat");
        citizen.getByPlaceholder("Votre message").fill(line);
        citizen.getByPlaceholder("Votre message").press("Enter");
        assertThat(desk.locator(".offer-kind")).hasText("Tchat entrant");
        desk.keyboard().press("a");
        assertThat(desk.locator(".talk")).isVisible();
        var contact = await().atMost(SOON)
                .until(() -> routing.agent(ALINE).contacts().stream().findFirst(), Optional::isPresent)
                .orElseThrow()
                .contact();
        button("Clore le tchat");
        assertThat(desk.locator(".talk-head .badge")).containsText("Post-appel");
        return contact;
    }

    private void finish() {
        button("Terminer");
        assertThat(desk.locator("#contacts li")).hasCount(0);
    }

    private void button(String name) {
        desk.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .last()
                .click();
    }

    private Optional<Boolean> corrected(ContactId contact) {
        return log.of(contact).stream()
                .filter(DangerCorrected.class::isInstance)
                .map(event -> ((DangerCorrected) event).danger())
                .findFirst();
    }

    private Page open(String path) {
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 900),
                "http://127.0.0.1:" + port + path);
        page.setDefaultTimeout(60_000);
        return page;
    }
}
