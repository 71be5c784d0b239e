package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import fr.allomairies.contact.AgentId;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.Repository;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.RecordedSound;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/// What an administrator has the assistant say, and when it is sure, in a real browser, with the voice that speaks to
/// callers.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.voice.assistant.enabled=true"
        })
class AssistantMannerPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final String OPENING = "/spoken.say.opening";
    private static final String OURS = "Ici la ville, un automate vous répond. Tapez 0 pour parler à une personne.";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("allo.voice.assistant.voice", () -> Repository.root().resolve("docker/asterisk/speak"));
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Manner manner;

    @Autowired
    SpeechSynthesizer voice;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nothingIsChanged() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        db.sql("truncate assistant_sentence, assistant_thresholds").update();
    }

    @Test
    void findsASentenceChangesHearsAndTakesBackWhatItSaid() {
        var page = signIn(1280, "/sentences");
        Pages.accessible(page);
        Pages.pictures(page, "sentences");
        page.getByLabel("Chercher dans les phrases").fill("Je suis un automate. À tout moment, tapez");
        button(page, "Afficher").click();
        assertThat(page.locator(".sentence")).hasCount(1);
        page.locator(".sentence a").click();

        page.getByLabel("L’assistant dit").fill("Bonjour, tapez 0 pour parler à une personne.");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problem")).containsText("La phrase doit dire que c’est une machine");
        assertThat(page.locator("#text")).hasValue("Bonjour, tapez 0 pour parler à une personne.");
        page.getByLabel("L’assistant dit").fill(OURS);
        button(page, "Écouter").click();
        assertThat(page.locator("#heard")).containsText(OURS);
        page.waitForFunction("document.querySelector('#heard audio').duration > 1");
        Pages.accessible(page);
        button(page, "Enregistrer").click();
        assertThat(page.locator(".notice-good")).containsText("Phrase changée");
        assertThat(page.locator("#state")).hasText("texte de la ville");
        assertThat(page.locator("#versions tbody tr")).hasCount(1);
        Pages.pictures(page, "sentence");

        button(page, "Revenir à la phrase livrée").click();
        assertThat(page.locator("#state")).hasText("comme livrée");
        page.locator("#versions button").click();
        assertThat(page.locator(".notice-good")).hasText("Version reprise.");
        assertThat(page.locator("#text")).hasValue(OURS);

        page.navigate(address("/sentences?changed=true"));
        assertThat(page.locator(".sentence")).hasCount(1);
        assertThat(page.locator(".sentence")).containsText("Ada Rossi");
        page.setViewportSize(390, 844);
        assertThat(width(page)).isLessThanOrEqualTo(390);
        page.navigate(address("/sentences?q=introuvable"));
        assertThat(page.locator(".empty")).isVisible();
        page.navigate("http://127.0.0.1:" + port + "/administration/journal?kind=AssistantSentenceChanged");
        assertThat(page.locator("main")).containsText("spoken.say.opening");
    }

    @Test
    void whatAPlaceholderLacksIsNamed() {
        var page = signIn(390, "/sentences/emergency.despair");
        assertThat(width(page)).isLessThanOrEqualTo(390);
        page.getByLabel("L’assistant dit").fill("Appelez le {numero}.");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problem")).containsText("{numero} n’existe pas");
        page.getByLabel("L’assistant dit").fill("Appelez le 112.");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problem")).containsText("Il manque {secours}");
        page.getByLabel("L’assistant dit").fill("Appelez le {secours}, le 112 ou le 114.");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problem")).containsText("garder le 3114");
        assertThat(width(page)).isLessThanOrEqualTo(390);
        Pages.accessible(page);
        Pages.pictures(page, "sentence-refused");
    }

    @Test
    void somebodysVoiceIsBroughtListenedToAndTakenAwayAgain() throws IOException {
        var page = signIn(1280, "/sentences" + OPENING);
        var shipped = manner.sentence("spoken.say.opening").orElseThrow().shipped();
        page.locator("#file").setInputFiles(file("bonjour".getBytes(StandardCharsets.UTF_8)));
        page.locator("input[name=same]").check();
        button(page, "Mettre en service").click();
        assertThat(page.locator("#problem")).containsText("n’est pas un son WAV");
        assertThat(page.locator("#voice")).hasText("dite par la voix de synthèse");

        var sound = voice.speak("C'est une personne qui parle.");
        page.locator("#file").setInputFiles(file(RecordedSound.file(sound)));
        page.locator("input[name=same]").check();
        button(page, "Mettre en service").click();
        assertThat(page.locator(".notice-good")).containsText("Enregistrement en service");
        assertThat(page.locator("#voice")).hasText("enregistrée par une personne");
        page.evaluate("document.querySelector('#recorded').load()");
        page.evaluate("document.querySelector('#recorded').play()");
        page.waitForFunction("document.querySelector('#recorded').duration > 0.5");
        assertThat(manner.recording(shipped)).contains(sound);
        Pages.accessible(page);
        Pages.pictures(page, "recording");

        button(page, "Revenir à la voix de synthèse").click();
        assertThat(page.locator("#voice")).hasText("dite par la voix de synthèse");
        assertThat(manner.recording(shipped)).isEmpty();

        button(page, "Effacer les enregistrements").click();
        assertThat(page.locator(".notice-good")).containsText("Enregistrements effacés");
        assertThat(page.locator("#versions .badge").first()).hasText("en service");
        assertThat(page.locator("#versions")).not().containsText("enregistrée par une personne");
        assertThat(button(page, "Effacer les enregistrements")).hasCount(0);
    }

    @Test
    void thresholdsAreSetWithinTheirBoundsAndTakenBack() {
        var page = signIn(1280, "/thresholds");
        Pages.accessible(page);
        page.locator("form[aria-labelledby=now-title]").evaluate("form => form.noValidate = true");
        page.getByLabel("Sûr d’avoir compris (%)").fill("99");
        page.getByLabel("Attente longue (minutes)").fill("5");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#problem")).containsText("hors de ses bornes");
        assertThat(page.locator("#sure-error")).hasText("Un nombre entier de 50 à 95.");
        assertThat(page.locator("#long-wait")).hasValue("5");
        Pages.accessible(page);
        page.locator("#sure").fill("80");
        page.locator("#sure").press("Enter");
        assertThat(page.locator(".notice-good")).containsText("Seuils changés");
        assertThat(manner.thresholds()).isEqualTo(new Thresholds(0.8, 0.5, 2, Duration.ofMinutes(5)));

        button(page, "Revenir aux valeurs livrées").click();
        assertThat(page.locator("#sure")).hasValue("70");
        assertThat(manner.thresholds()).isEqualTo(Thresholds.SHIPPED);
        page.locator("#versions button").click();
        assertThat(page.locator("#sure")).hasValue("80");
        Pages.pictures(page, "thresholds");
    }

    @Test
    void nobodyElseMayReadOrChangeIt() {
        var sonia = new AgentId("sonia");
        accounts.put(new Account(sonia, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/sentences"));
        Pages.signIn(page, sonia.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        for (var path : new String[] {"/sentences", "/sentences" + OPENING, "/thresholds"}) {
            assertThat(page.navigate(address(path)).status()).isEqualTo(403);
        }
        assertThat((Integer) page.evaluate(
                        "async path => (await fetch(path, {method: 'POST'})).status",
                        "/administration/assistant/sentences" + OPENING))
                .isEqualTo(403);
    }

    private Page signIn(int width, String path) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR").setViewportSize(width, 844), address(path));
        Pages.signIn(page, ADA.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        page.navigate(address(path));
        return page;
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + "/administration/assistant" + path;
    }

    private static FilePayload file(byte[] content) {
        return new FilePayload("voix.wav", "audio/wav", content);
    }

    private static int width(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
