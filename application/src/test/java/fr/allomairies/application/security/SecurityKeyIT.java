package fr.allomairies.application.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.AlloMairies;
import fr.allomairies.FreshInstallation;
import fr.allomairies.Pages;
import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AccessEvent.SecondFactorSet;
import fr.allomairies.contact.AccessEvent.SecurityKeyAdded;
import fr.allomairies.contact.AccessEvent.SecurityKeyRemoved;
import fr.allomairies.contact.AccessEvent.SessionBegan;
import fr.allomairies.contact.AccessEvent.SignInRefused;
import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Security keys in a real browser, with the virtual authenticators of Chromium.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class SecurityKeyIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final int PORT = FreePorts.one();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("server.port", () -> PORT);
        registry.add("port.8080", () -> PORT);
        registry.add("allo.public-url", () -> "http://localhost:" + PORT);
    }

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    EventLog log;

    @Test
    void aKeyIsAddedNamedAskedForInsteadOfACodeAndRemoved() {
        put("key-kim", Role.AGENT);
        var page = open("localhost", "/account/second-factor");
        var authenticator = authenticator(page);
        Pages.signIn(page, "key-kim", PASSWORD);
        page.locator("#key-password").fill(PASSWORD);
        button(page, "Modifier mes clés").click();
        Pages.accessible(page);
        Pages.pictures(page, "keys-none");
        add(page, "Clé bleue");

        assertThat(page.getByText("Ces codes ne seront plus jamais affichés.")).isVisible();
        var codes = page.locator("li code").allTextContents();
        assertThat(codes).hasSize(10);
        page.reload();
        assertThat(page.locator("li strong")).hasText("Clé bleue");
        Pages.accessible(page);
        Pages.pictures(page, "keys-one");

        signInAgain(page, "key-kim");
        assertThat(page.getByText("Il manque votre clé.")).isVisible();
        assertThat(page.request().get(address("/api/desk")).status()).isEqualTo(403);
        Pages.accessible(page);
        Pages.pictures(page, "keys-asked");
        button(page, "Utiliser ma clé").click();
        assertThat(page).hasURL(Pattern.compile(".*/desk.*"));

        // the key is lost: a recovery code serves
        remove(authenticator);
        authenticator(page);
        signInAgain(page, "key-kim");
        page.locator("#code").fill(codes.getFirst());
        page.locator("#code").press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/desk.*"));

        page.navigate(address("/account/second-factor"));
        page.locator("#key-password").fill(PASSWORD);
        button(page, "Modifier mes clés").click();
        button(page, "Retirer la clé Clé bleue").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("C’est votre seule clé");
        add(page, "Portable");
        button(page, "Retirer la clé Clé bleue").click();
        assertThat(page.getByText("La clé est retirée.")).isVisible();
        assertThat(page.locator("li strong")).hasText("Portable");
        signInAgain(page, "key-kim");
        button(page, "Utiliser ma clé").click();
        assertThat(page).hasURL(Pattern.compile(".*/desk.*"));

        assertThat(events("key-kim"))
                .anyMatch(SecondFactorSet.class::isInstance)
                .anyMatch(event -> event instanceof SessionBegan began && began.way() == Way.KEY)
                .anyMatch(SecurityKeyRemoved.class::isInstance)
                .filteredOn(SecurityKeyAdded.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aRoleThatAsksForASecondFactorIsContentWithAKey() {
        put("key-sam", Role.SUPERVISOR);
        factors.require(Role.SUPERVISOR, true, new AgentId("key-sam"));
        try {
            var page = open("localhost", "/board");
            authenticator(page);
            Pages.signIn(page, "key-sam", PASSWORD);
            assertThat(page).hasURL(address("/account/second-factor"));
            Pages.accessible(page);
            Pages.pictures(page, "keys-owed");
            add(page, "Clé");
            assertThat(page.getByText("Ces codes ne seront plus jamais affichés."))
                    .isVisible();
            page.navigate(address("/board"));
            assertThat(page).hasURL(Pattern.compile(".*/board.*"));
        } finally {
            factors.require(Role.SUPERVISOR, false, new AgentId("key-sam"));
        }
    }

    /// Whoever has the password alone may have opened it.
    @Test
    void aSessionOfBeforeTheSecondFactorWasSetDoesNotPassIt() {
        var owner = new AgentId("key-max");
        put("key-max", Role.SUPERVISOR);
        factors.require(Role.SUPERVISOR, true, owner);
        try {
            var page = open("localhost", "/board");
            authenticator(page);
            Pages.signIn(page, "key-max", PASSWORD);
            assertThat(page).hasURL(address("/account/second-factor"));

            assertThat(factors.addKey(owner, false, () -> {})).isPresent();
            page.getByLabel("Nom de la clé").fill("Autre");
            button(page, "Ajouter une clé").click();
            assertThat(page).hasURL(address("/sign-in/code"));
            assertThat(page.request().get(address("/api/board")).status()).isEqualTo(403);
            assertThat(factors.keys(owner)).isEmpty();

            var secret = new byte[Totp.SECRET_BYTES];
            var code = Totp.code(secret, Totp.step(Instant.now()));
            assertThat(factors.prove(owner, secret, code, true)).isEmpty();
            assertThat(factors.hasTelephone(owner)).isFalse();
            assertThat(factors.recoveryCodesLeft(owner)).isEqualTo(10);
            assertThat(factors.prove(owner, secret, code, false)).isPresent();
        } finally {
            factors.require(Role.SUPERVISOR, false, owner);
        }
    }

    @Test
    void anAnswerToNothingThatWasAskedIsRefusedAndUnderAnotherAddressNoKeyIsAsked() {
        put("key-eve", Role.AGENT);
        var page = open("localhost", "/account/second-factor");
        authenticator(page);
        Pages.signIn(page, "key-eve", PASSWORD);
        page.locator("#key-password").fill(PASSWORD);
        button(page, "Modifier mes clés").click();
        add(page, "Clé");
        signInAgain(page, "key-eve");
        // the question is that of a page before
        page.evaluate(
                "form => { form.dataset.options = form.dataset.options.replace(/\"challenge\":\"[^\"]{8}/, '\"challenge\":\"AAAAAAAA'); }",
                page.locator("form[data-key=get]").elementHandle());
        button(page, "Utiliser ma clé").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Cette clé ne convient pas");
        assertThat(page.request().get(address("/api/desk")).status()).isEqualTo(403);
        button(page, "Utiliser ma clé").click();
        assertThat(page).hasURL(Pattern.compile(".*/desk.*"));
        assertThat(events("key-eve"))
                .anyMatch(event -> event instanceof SignInRefused refused && refused.reason() == Reason.KEY);

        signInAgain(page, "key-eve");
        for (var i = 0; i < SignInAttempts.ALLOWED + 3; i++) {
            page.evaluate(
                    "form => { form.elements.credential.value = '{}'; HTMLFormElement.prototype.submit.call(form); }",
                    page.locator("form[data-key=get]").elementHandle());
            page.waitForURL(Pattern.compile(".*error=key.*"));
            page.navigate(address("/sign-in/code"));
        }
        page.evaluate(
                "form => { form.elements.credential.value = '{}'; HTMLFormElement.prototype.submit.call(form); }",
                page.locator("form[data-key=get]").elementHandle());
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("attendez quelques minutes");
        assertThat(events("key-eve"))
                .filteredOn(event -> event instanceof SignInRefused refused && refused.reason() == Reason.KEY)
                .hasSize(1 + SignInAttempts.ALLOWED);

        var elsewhere = open("127.0.0.1", "/desk");
        Pages.signIn(elsewhere, "key-eve", PASSWORD);
        assertThat(elsewhere.getByText("Les clés ne répondent qu’à l’adresse http://localhost:" + PORT))
                .isVisible();
        assertThat(button(elsewhere, "Utiliser ma clé")).isHidden();
    }

    private void put(String login, Role role) {
        accounts.put(new Account(new AgentId(login), "Kim Martin", role, null, true), PASSWORD);
    }

    private static void add(Page page, String name) {
        page.getByLabel("Nom de la clé").fill(name);
        button(page, "Ajouter une clé").click();
        assertThat(page.getByText("La clé est ajoutée.")).isVisible();
    }

    private static void signInAgain(Page page, String login) {
        // what the desk still asks for would bring a session of its own
        page.navigate("about:blank");
        page.context().clearCookies();
        page.navigate(address("/desk"));
        Pages.signIn(page, login, PASSWORD);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page open(String host, String path) {
        return CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 900),
                "http://" + host + ":" + PORT + path);
    }

    private static String address(String path) {
        return "http://localhost:" + PORT + path;
    }

    private List<Event> events(String login) {
        return log.read(0, 100_000).stream()
                .map(LogEntry::event)
                .filter(event -> event.toString().contains(login))
                .toList();
    }

    private static Authenticator authenticator(Page page) {
        var devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "usb");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        var asked = new JsonObject();
        asked.add("options", options);
        var id = devtools.send("WebAuthn.addVirtualAuthenticator", asked)
                .get("authenticatorId")
                .getAsString();
        return new Authenticator(devtools, id);
    }

    private static void remove(Authenticator authenticator) {
        var asked = new JsonObject();
        asked.addProperty("authenticatorId", authenticator.id());
        authenticator.devtools().send("WebAuthn.removeVirtualAuthenticator", asked);
    }

    private record Authenticator(CDPSession devtools, String id) {}
}
