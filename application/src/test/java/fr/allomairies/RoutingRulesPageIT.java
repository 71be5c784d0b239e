package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A supervisor changes the rules of routing in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class RoutingRulesPageIT {

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
    RoutingRules rules;

    private Page page;

    @BeforeEach
    void sheOpensThePage() {
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        rules.dropDraft(SONIA);
        page = signIn(SONIA);
        assertThat(page.locator("h1")).hasText("Règles de routage");
    }

    @Test
    void isToldBesideTheLineWhatIsWrongWhileSheTypes() {
        write(rules.shipped().replace("exclusion  1m", "exclusion 1x"));

        assertThat(page.locator("#findings li")).hasCount(1);
        assertThat(page.locator("#findings")).containsText("Il faut ici une durée");
        assertThat(page.locator(".editor-numbers [data-severity=REFUSAL]")).hasText("4");
        assertThat(page.locator(".editor-notes em")).containsText("Il faut ici une durée");

        write(rules.shipped().replace("  step needs\n", "  step vioirie\n"));

        assertThat(page.locator("#findings")).containsText("Vouliez-vous dire « voirie » ?");
        assertThat(page.locator("#status")).containsText("1 erreur");
        assertThat(page.locator("#difference [data-kind=added]")).containsText("step vioirie");
        page.locator("#findings button").click();
        assertThat(
                        page.evaluate(
                                "() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); }"))
                .isEqualTo("vioirie");
    }

    @Test
    void readsInSentencesWhatTheTextMeans() {
        write(rules.shipped().replace("step after 10s any", "step after 15s voirie >= 2 or any"));

        assertThat(page.locator("#reading")).containsText("Après 15 s : compétence Voirie au niveau 2 au moins ou");
        assertThat(page.locator("#nothing")).isVisible();
    }

    @Test
    void findsHerDraftAgain() {
        write(rules.shipped() + "# et demain ?\n");
        assertThat(page.locator("#status")).containsText("Brouillon enregistré");

        page.reload();

        assertThat(page.locator("#start")).containsText("Votre brouillon du");
        assertThat(text()).hasValue(rules.shipped() + "# et demain ?\n");
        button("Abandonner le brouillon").click();
        assertThat(text())
                .hasValue(rules.version(rules.inForce().version()).orElseThrow().text());
    }

    @Test
    void savesActivatesAndGoesBack() {
        var before = rules.inForce().version();
        write(rules.shipped().replace("lease      20s", "lease      25s"));
        button("Enregistrer la version").click();
        assertThat(page.locator("#note-error")).hasText("Dites en une phrase ce qui change.");
        page.getByLabel("Ce qui change, en une phrase").fill("Cinq secondes de plus");
        button("Enregistrer la version").click();
        assertThat(page.locator("h1")).containsText("Version");
        assertThat(page.locator("#difference [data-kind=removed]")).containsText("lease      20s");

        link("Activer").click();
        assertThat(page.locator("#difference [data-kind=added]")).containsText("lease      25s");
        button("Activer").click();
        assertThat(page.locator(".notice-good")).containsText("activée");
        var after = rules.inForce().version();
        assertThat(after).isGreaterThan(before);

        page.navigate(address("/administration/rules/versions/" + before));
        link("Revenir à la version " + before).click();
        button("Activer").click();
        assertThat(page.locator(".notice-good")).containsText("Version " + before + " activée");
        assertThat(rules.inForce().version()).isEqualTo(before);
    }

    @Test
    void refusesToSaveWhatIsWrongAndKeepsWhatWasTyped() {
        write(rules.shipped().replace("lease      20s", "lease 2h"));
        page.getByLabel("Ce qui change, en une phrase").fill("Deux heures");
        button("Enregistrer la version").click();

        assertThat(page.locator(".notice-bad")).containsText("ne sont pas enregistrées");
        assertThat(page.locator("#findings")).containsText("hors limites : de 1s à 5m");
        assertThat(text()).hasValue(rules.shipped().replace("lease      20s", "lease 2h"));
    }

    @Test
    void plansAnActivationAndTakesItBack() {
        page.navigate(address("/administration/rules/versions/1/activate"));
        page.getByLabel("À une heure choisie").check();
        button("Activer").click();
        assertThat(page.locator("#time-error")).isVisible();
        page.getByLabel("Date et heure")
                .fill(LocalDateTime.now(ZoneId.of("Europe/Paris"))
                        .plusHours(2)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        button("Activer").click();
        assertThat(page.locator(".notice-warn")).containsText("Version 1 prévue le");

        button("Annuler l’activation").click();

        assertThat(page.locator(".notice-good")).containsText("Activation annulée");
        assertThat(rules.activations().getFirst().cancelledBy()).isEqualTo(SONIA);
    }

    @Test
    void takesATextFromAFileAndPutsItInForm(@TempDir java.nio.file.Path folder) throws IOException {
        var file = folder.resolve("regles.txt");
        Files.writeString(file, rules.shipped().replace("lease      20s ", "lease 20s"), StandardCharsets.UTF_8);

        page.locator("#import").setInputFiles(file);
        assertThat(page.locator("#difference [data-kind=added]")).containsText("lease 20s");
        button("Mettre en forme").click();

        assertThat(text()).hasValue(rules.shipped());
    }

    @Test
    void isNoBusinessOfAnAgent() {
        var agent = new AgentId("aline");
        accounts.put(new Account(agent, "Aline Durand", Role.AGENT, null, true), PASSWORD);

        assertThat(signIn(agent).locator("h1")).not().hasText("Règles de routage");
    }

    private Page signIn(AgentId who) {
        var fresh = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/administration/rules"));
        Pages.signIn(fresh, who.value(), PASSWORD);
        return fresh;
    }

    private void write(String typed) {
        text().fill(typed);
    }

    private Locator text() {
        return page.locator("#text");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
