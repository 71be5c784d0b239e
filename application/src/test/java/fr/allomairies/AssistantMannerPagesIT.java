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
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.Repository;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.RecordedSound;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trials;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ObjectProvider<Trials> trials;

    @BeforeEach
    void nothingIsChanged() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        db.sql("truncate assistant_sentence, assistant_thresholds, assistant_trial")
                .update();
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
    void anotherWayIsTriedOnAShareComparedAndTaken() {
        var page = signIn(1280, "/trial");
        Pages.accessible(page);
        button(page, "Commencer l’essai").click();
        assertThat(page.locator("#problem")).containsText("C’est ce qui est en service");
        page.locator("form[aria-labelledby=new-title]").evaluate("form => form.noValidate = true");
        page.getByLabel("Part des échanges (%)").fill("60");
        page.locator("#sure").fill("85");
        page.locator("#failures").fill("1");
        button(page, "Commencer l’essai").click();
        assertThat(page.locator("#problem")).containsText("la part va de 1 à 50 %");
        assertThat(page.locator("#sure")).hasValue("85");
        page.getByLabel("Part des échanges (%)").fill("20");
        button(page, "Commencer l’essai").click();
        assertThat(page.locator(".notice-good")).containsText("L’essai commence");
        assertThat(page.locator(".notice-warn")).hasCount(0);
        assertThat(page.locator("#what"))
                .hasText("20 % des échanges : version livrée, sûr à 85 %, l’un des deux à 50 %, un échec");
        var trial = db.sql("select trial from assistant_trial where ended_at is null")
                .query(Integer.class)
                .single();
        var contact = ContactId.next();
        assertThat(trials.getObject().draw(contact).orElseThrow().trial()).isEqualTo(trial);

        page.navigate(address("/thresholds"));
        page.locator("#sure").fill("90");
        page.locator("#sure").press("Enter");
        assertThat(page.locator("#problem")).containsText("Un essai est en cours");
        assertThat(manner.thresholds()).isEqualTo(Thresholds.SHIPPED);

        talks(trial, false, 160, 60);
        talks(trial, true, 40, 28);
        var settled = page.locator("[data-line=containment]");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            page.navigate(address("/trial"));
            return settled.textContent().contains("28 sur 40");
        });
        assertThat(settled).containsText("60 sur 160");
        assertThat(settled.locator(".badge")).hasText("plus que le hasard");
        assertThat(page.locator("[data-line=kept] .badge")).hasText("trop peu pour le dire");
        Pages.accessible(page);
        Pages.pictures(page, "trial");
        page.setViewportSize(390, 844);
        assertThat(width(page)).isLessThanOrEqualTo(390);
        Pages.pictures(page, "trial-narrow");

        button(page, "Prendre ce qui est à l’essai").click();
        assertThat(page.locator(".notice-good")).containsText("ce qui était à l’essai est en service");
        assertThat(manner.thresholds()).isEqualTo(new Thresholds(0.85, 0.5, 1, Duration.ofMinutes(3)));
        assertThat(trials.getObject().draw(contact)).isEmpty();
        assertThat(page.locator("#trials")).containsText("Pris par Ada Rossi");
        page.navigate("http://127.0.0.1:" + port + "/administration/journal?kind=AssistantTrialEnded");
        assertThat(page.locator("main")).containsText("Assistant : essai terminé");
    }

    /// What was learned is stored whole, and is none that this build can read.
    @Test
    void whatCannotBeTriedHereIsSaidAndDrawsNobody() {
        db.sql("""
                        insert into assistant_model (state, sentences, started_at, started_by, content, sha256)
                        values ('CANDIDATE', 1, now(), 'ada', '\\x00', encode(sha256('\\x00'), 'hex'))
                        """).update();
        var page = signIn(1280, "/trial");
        page.locator("#model")
                .selectOption(page.locator("#model option").first().getAttribute("value"));
        button(page, "Commencer l’essai").click();

        assertThat(page.locator(".notice-warn")).containsText("n’a pas encore commencé l’essai");
        assertThat(trials.getObject().draw(ContactId.next())).isEmpty();
        button(page, "Garder ce qui est en service").click();
        assertThat(page.locator(".notice-good")).containsText("ce qui était en service le reste");
        assertThat(page.locator("#trials")).containsText("Écarté par Ada Rossi");
    }

    private void talks(int trial, boolean tried, int all, int settled) {
        var talks = new ArrayList<Event>();
        for (int i = 0; i < all; i++) {
            var contact = ContactId.next();
            var now = Instant.now();
            var answered = i < settled;
            talks.add(new ContactArrived(now, contact, ChannelKind.CHAT));
            talks.add(new AssistantDrawn(now, contact, trial, tried));
            talks.add(new AssistantReplied(now, contact));
            talks.add(new AssistantEnded(
                    now, contact, answered ? AssistantEnd.ANSWERED : AssistantEnd.LEFT, null, false));
            talks.add(
                    answered
                            ? new ContactEnded(now, contact, Outcome.SELF_SERVED)
                            : new ContactAbandoned(now, contact, Stage.MENU));
        }
        transaction.executeWithoutResult(_ -> log.append(talks));
    }

    @Test
    void nobodyElseMayReadOrChangeIt() {
        var sonia = new AgentId("sonia");
        accounts.put(new Account(sonia, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/sentences"));
        Pages.signIn(page, sonia.value(), PASSWORD);
        page.waitForURL(url -> !url.contains("sign-in"));
        for (var path : new String[] {"/sentences", "/sentences" + OPENING, "/thresholds", "/trial"}) {
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
