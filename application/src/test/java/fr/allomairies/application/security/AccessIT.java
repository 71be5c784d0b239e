package fr.allomairies.application.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.AlloMairies;
import fr.allomairies.FreshInstallation;
import fr.allomairies.Pages;
import fr.allomairies.contact.AccessEvent;
import fr.allomairies.contact.AccessEvent.AccountSaved;
import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AccessEvent.SecondFactorRemoved;
import fr.allomairies.contact.AccessEvent.SecondFactorSet;
import fr.allomairies.contact.AccessEvent.SessionBegan;
import fr.allomairies.contact.AccessEvent.SessionEnded;
import fr.allomairies.contact.AccessEvent.SignInRefused;
import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.SteeringEvent.RulesSaved;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/// Who is signed in where, and by what beside a password: asked over HTTP as programs do, on two nodes where it
/// matters, and in real browsers.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class AccessIT {

    private static final String PASSWORD = "a good long password";
    private static final int OK = 200;
    private static final int NOT_SIGNED_IN = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_NOW = 503;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static PGSimpleDataSource database;
    private static ConfigurableApplicationContext otherNode;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        database = FreshInstallation.register(registry);
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
    SecondFactors factors;

    @Autowired
    OpenSessions sessions;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    Environment environment;

    @AfterAll
    static void stop() {
        if (otherNode != null) {
            otherNode.close();
        }
    }

    /// A browser without a screen.
    private final class Client {

        private final int node;
        private final CookieManager cookies;
        private final HttpClient http;

        Client(int node) {
            this(node, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
        }

        private Client(int node, CookieManager cookies) {
            this.node = node;
            this.cookies = cookies;
            this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
        }

        /// The same browser, led to another node by what stands before both.
        Client at(int otherNode) {
            return new Client(otherNode, cookies);
        }

        Client signIn(String login) throws Exception {
            assertThat(location(form("/sign-in", "username", login, "password", PASSWORD)))
                    .doesNotContain("error");
            return this;
        }

        HttpResponse<String> form(String path, String... fields) throws Exception {
            get("/sign-in");
            var body = new StringBuilder("x=x");
            for (var i = 0; i < fields.length; i += 2) {
                body.append('&').append(fields[i]).append('=');
                body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return http.send(
                    HttpRequest.newBuilder(uri(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                            .POST(BodyPublishers.ofString(body.toString()))
                            .build(),
                    BodyHandlers.ofString());
        }

        HttpResponse<String> get(String path) throws Exception {
            return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        }

        int status(String path) {
            try {
                return get(path).statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /// Ends when the stream does.
        CompletableFuture<Void> stream(String path) throws Exception {
            var answer = http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(OK);
            return CompletableFuture.runAsync(() -> drain(answer.body()));
        }

        String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }

        void forget(String name) {
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .toList()
                    .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));
        }

        private URI uri(String path) {
            return URI.create("http://localhost:" + node + path);
        }
    }

    private static void drain(InputStream stream) {
        try (stream) {
            stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }

    private int otherNode() {
        if (otherNode == null) {
            var node = new SpringApplication(AlloMairies.class);
            otherNode = node.run(
                    "--server.port=0",
                    "--ALLO_HOME=" + environment.getRequiredProperty("ALLO_HOME"),
                    "--spring.datasource.url=" + database.getURL(),
                    "--spring.datasource.username=" + database.getUser(),
                    "--allo.parts.asterisk=false",
                    "--allo.parts.mail=false",
                    "--allo.telephony.adapter=sandbox",
                    "--allo.parts.stop-within=1m",
                    "--spring.jmx.enabled=false");
        }
        return Integer.parseInt(otherNode.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Test
    void whatEndsOnOneNodeIsOverOnTheOtherAndItsStreamsClose() throws Exception {
        put("ac-agnes", Role.AGENT);
        put("ac-admin", Role.ADMINISTRATOR);
        var here = new Client(port).signIn("ac-agnes");
        var there = here.at(otherNode());
        there.forget("ALLO_SESSION");
        assertThat(there.status("/api/desk")).as("its cookie is known there").isEqualTo(OK);
        var stream = there.stream("/api/desk/events");
        assertThat(routing.makeAvailable(new AgentId("ac-agnes"))).isEmpty();

        var session = session("ac-agnes");
        var admin = new Client(port).signIn("ac-admin");
        assertThat(location(admin.form("/administration/sessions/" + session + "/end", "of", "ac-agnes")))
                .endsWith("/administration/sessions");

        await().untilAsserted(() -> assertThat(there.status("/api/desk")).isEqualTo(NOT_SIGNED_IN));
        stream.get(30, TimeUnit.SECONDS);
        assertThat(here.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
        await().untilAsserted(
                        () -> assertThat(routing.agent(new AgentId("ac-agnes")).state())
                                .as("signed in nowhere")
                                .isEqualTo(AgentState.OFFLINE));
        assertThat(events("ac-agnes"))
                .anyMatch(event -> event instanceof SessionEnded ended
                        && ended.by().value().equals("ac-admin"));
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() throws Exception {
        put("ac-anna", Role.AGENT);
        put("ac-berta", Role.SUPERVISOR);
        var anna = new Client(port).signIn("ac-anna");
        var berta = new Client(port).signIn("ac-berta");

        berta.form("/account/sessions/" + session("ac-anna") + "/end");
        assertThat(berta.form("/administration/sessions/" + session("ac-anna") + "/end", "of", "ac-anna")
                        .statusCode())
                .isEqualTo(FORBIDDEN);

        assertThat(anna.status("/api/desk")).isEqualTo(OK);
        assertThat(berta.status("/administration/sessions")).isEqualTo(FORBIDDEN);
        assertThat(berta.status("/administration/roles")).isEqualTo(FORBIDDEN);
    }

    @Test
    void whoIsOneOfTwoSessionsStaysOnDuty() throws Exception {
        put("ac-dora", Role.AGENT);
        var one = new Client(port).signIn("ac-dora");
        var first = session("ac-dora");
        var other = new Client(port).signIn("ac-dora");
        assertThat(routing.makeAvailable(new AgentId("ac-dora"))).isEmpty();

        other.form("/account/sessions/" + first + "/end");

        assertThat(one.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
        assertThat(other.status("/api/desk")).isEqualTo(OK);
        assertThat(routing.agent(new AgentId("ac-dora")).state()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void anotherPasswordEndsEverySessionAndAnotherRoleRefreshesThem() throws Exception {
        put("ac-emma", Role.AGENT);
        var emma = new Client(port).signIn("ac-emma");
        assertThat(emma.status("/api/board")).isEqualTo(FORBIDDEN);

        accounts.put(new Account(new AgentId("ac-emma"), "ac-emma", Role.SUPERVISOR, null, true), null);
        assertThat(emma.status("/api/board")).isEqualTo(OK);
        accounts.put(new Account(new AgentId("ac-emma"), "ac-emma", Role.AGENT, null, true), null);
        assertThat(emma.status("/api/board")).isEqualTo(FORBIDDEN);
        assertThat(emma.status("/api/desk")).isEqualTo(OK);

        accounts.put(new Account(new AgentId("ac-emma"), "ac-emma", Role.AGENT, null, true), "another long password");
        assertThat(emma.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
        assertThat(events("ac-emma")).anyMatch(event -> event instanceof AccountSaved saved && saved.password());
    }

    @Test
    void somebodyChangesHerOwnPasswordAndStaysWhereSheIs() throws Exception {
        put("ac-paula", Role.AGENT);
        var paula = new Client(port).signIn("ac-paula");
        var elsewhere = new Client(port).signIn("ac-paula");
        assertThat(routing.makeAvailable(new AgentId("ac-paula"))).isEmpty();
        var next = "what the gulls say at noon";

        paula.form("/account/password", "before", "a wrong guess of it", "next", next, "again", next);
        assertThat(paula.get("/account/password").body()).contains("pas votre mot de passe actuel");
        paula.form("/account/password", "before", PASSWORD, "next", next, "again", next + "?");
        assertThat(paula.get("/account/password").body()).contains("diffèrent");
        paula.form("/account/password", "before", PASSWORD, "next", "too short", "again", "too short");
        assertThat(paula.get("/account/password").body()).contains("trop court");
        assertThat(elsewhere.status("/api/desk")).isEqualTo(OK);

        paula.form("/account/password", "before", PASSWORD, "next", next, "again", next);
        assertThat(paula.get("/account/password").body()).contains("est changé");
        assertThat(paula.status("/api/desk")).isEqualTo(OK);
        assertThat(elsewhere.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
        assertThat(routing.agent(new AgentId("ac-paula")).state()).isEqualTo(AgentState.AVAILABLE);
        assertThat(accounts.verify(new AgentId("ac-paula"), PASSWORD)).isFalse();
        assertThat(accounts.verify(new AgentId("ac-paula"), next)).isTrue();
        assertThat(events("ac-paula"))
                .anyMatch(event -> event instanceof SignInRefused)
                .anyMatch(event -> event instanceof AccountSaved saved
                        && saved.password()
                        && "ac-paula".equals(String.valueOf(saved.by())));
    }

    /// Whoever sits down at a screen that was left open does not find out the password by trying.
    @Test
    void guessesAtOnesOwnPasswordAreBounded() throws Exception {
        put("ac-queen", Role.AGENT);
        var queen = new Client(port).signIn("ac-queen");
        for (var i = 0; i < SignInAttempts.ALLOWED; i++) {
            queen.form("/account/password", "before", "guess " + i, "next", "x", "again", "x");
        }

        queen.form("/account/password", "before", PASSWORD, "next", "another long one", "again", "another long one");

        assertThat(queen.get("/account/password").body()).contains("Trop d’essais");
        assertThat(accounts.verify(new AgentId("ac-queen"), PASSWORD)).isTrue();
    }

    @Test
    void aStreamOfWhoLosesTheRightCloses() throws Exception {
        put("ac-fanny", Role.SUPERVISOR);
        var fanny = new Client(port).signIn("ac-fanny");
        var stream = fanny.stream("/api/board/events");

        accounts.put(new Account(new AgentId("ac-fanny"), "ac-fanny", Role.AGENT, null, true), null);

        stream.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aCookieOfWhoSignedOutOpensNothing() throws Exception {
        put("ac-greta", Role.AGENT);
        var greta = new Client(port).signIn("ac-greta");
        var kept = greta.cookie(SessionCookie.NAME);
        greta.form("/sign-out");

        var thief = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/desk"))
                .header("Cookie", SessionCookie.NAME + "=" + kept)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(thief, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(NOT_SIGNED_IN);
    }

    @Test
    void whatTheCookieHoldsStandsInNoRow() throws Exception {
        put("ac-hanna", Role.AGENT);
        var hanna = new Client(port).signIn("ac-hanna");
        var token = new String(
                Base64.getDecoder().decode(padded(hanna.cookie(SessionCookie.NAME))), StandardCharsets.UTF_8);

        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from session s where strpos(s::text, ?) > 0")
                        .param(token)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(session("ac-hanna")).isEqualTo(OpenSessions.id(token));
    }

    private static String padded(String base64) {
        return base64 + "=".repeat((4 - base64.length() % 4) % 4);
    }

    @Test
    void someoneSeesWhereHeIsSignedInAndEndsTheRest() throws Exception {
        put("ac-ines", Role.AGENT);
        var elsewhere = new Client(port).signIn("ac-ines");
        var page = signedIn("ac-ines", "/desk");
        page.locator(".user").click();
        page.getByText("Mon compte").click();

        var rows = page.locator("tbody tr");
        assertThat(rows).hasCount(2);
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Cette session")))
                .containsText("Chrome · Linux");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Navigateur inconnu")))
                .hasCount(1);
        Pages.accessible(page);
        Pages.pictures(page, "sessions");
        button(page, "Fermer toutes les autres").click();

        assertThat(page.getByText("Toutes les autres sessions sont fermées.")).isVisible();
        assertThat(rows).hasCount(1);
        assertThat(elsewhere.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
    }

    @Test
    void anAdministratorSeesEverybodysSessions() throws Exception {
        put("ac-jana", Role.AGENT);
        put("ac-jadmin", Role.ADMINISTRATOR);
        var jana = new Client(port).signIn("ac-jana");
        var page = signedIn("ac-jadmin", "/administration/sessions");
        Pages.accessible(page);
        Pages.pictures(page, "all-sessions");
        page.getByLabel("Personne").selectOption("ac-jana");
        button(page, "Afficher").click();
        button(page, "Fermer toutes les sessions de ac-jana").click();

        assertThat(page.getByText("Aucune session ouverte")).isVisible();
        Pages.accessible(page);
        Pages.pictures(page, "no-sessions");
        assertThat(jana.status("/api/desk")).isEqualTo(NOT_SIGNED_IN);
    }

    @Test
    void aSecondFactorIsSetByTelephoneAndAskedForFromThenOn() throws Exception {
        put("ac-kate", Role.AGENT);
        var page = signedIn("ac-kate", "/account/second-factor");
        Pages.accessible(page);
        Pages.pictures(page, "factor-off");
        page.locator("#password").fill(PASSWORD);
        button(page, "Commencer").click();
        page.getByText("Pas d’appareil photo").click();
        var secret = bytes(page.locator("details code").textContent());
        Pages.accessible(page);
        Pages.pictures(page, "factor-proof");
        page.getByLabel("Code à six chiffres").fill("000000");
        page.getByLabel("Code à six chiffres").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("ne vient pas de ce QR code");
        var used = code(secret, 0);
        page.getByLabel("Code à six chiffres").fill(used);
        page.getByLabel("Code à six chiffres").press("Enter");

        assertThat(page.getByText("Ces codes ne seront plus jamais affichés.")).isVisible();
        var codes = page.locator("li code").allTextContents();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        Pages.accessible(page);
        Pages.pictures(page, "factor-codes");
        page.reload();
        assertThat(page.locator("li code")).hasCount(0);
        Pages.accessible(page);
        Pages.pictures(page, "factor-on");

        var again = opened("ac-kate", "/tickets");
        assertThat(again.getByText("Il manque le code de votre téléphone.")).isVisible();
        Pages.accessible(again);
        Pages.pictures(again, "code");
        again.navigate(address("/desk"));
        assertThat(again).hasURL(address("/sign-in/code"));
        assertThat(again.request().get(address("/api/desk")).status()).isEqualTo(FORBIDDEN);
        assertThat(again.request().get(address("/account/sessions")).url()).endsWith("/sign-in/code");
        assertThat(again.request().get(address("/account/second-factor")).url()).endsWith("/sign-in/code");
        again.getByLabel("Code à six chiffres").fill(used);
        again.getByLabel("Code à six chiffres").press("Enter");
        assertThat(again.getByRole(AriaRole.ALERT)).containsText("Ce code ne convient pas");
        again.getByLabel("Code à six chiffres").fill(code(secret, 1));
        again.getByLabel("Code à six chiffres").press("Enter");
        assertThat(again).hasURL(Pattern.compile(".*/tickets.*"));

        var third = new Client(port).signIn("ac-kate");
        assertThat(third.status("/api/desk")).isEqualTo(FORBIDDEN);
        assertThat(location(third.form("/sign-in/code", "code", codes.getFirst())))
                .endsWith("/desk");
        assertThat(third.status("/api/desk")).isEqualTo(OK);
        var fourth = new Client(port).signIn("ac-kate");
        assertThat(location(fourth.form("/sign-in/code", "code", codes.getFirst())))
                .as("each once")
                .endsWith("error=wrong");
        assertThat(events("ac-kate"))
                .anyMatch(SecondFactorSet.class::isInstance)
                .anyMatch(event -> event instanceof SessionBegan began && began.way() == Way.CODE)
                .anyMatch(event -> event instanceof SessionBegan began && began.way() == Way.RECOVERY_CODE)
                .anyMatch(event -> event instanceof SignInRefused refused && refused.reason() == Reason.CODE);
    }

    @Test
    void halfwayIsKnownOnTheOtherNodeToo() throws Exception {
        var secret = put("ac-lena", Role.AGENT, "code");
        var elsewhere = otherNode();
        await().until(() ->
                otherNode.getBean(SignInUsers.class).known("ac-lena").isPresent()
                        && otherNode.getBean(SecondFactors.class).isSet(new AgentId("ac-lena")));
        var lena = new Client(port).signIn("ac-lena").at(elsewhere);
        lena.forget("ALLO_SESSION");

        assertThat(lena.status("/api/desk")).isEqualTo(FORBIDDEN);
        assertThat(location(lena.form("/sign-in/code", "code", code(secret, 1))))
                .endsWith("/desk");
        assertThat(lena.status("/api/desk")).isEqualTo(OK);
    }

    @Test
    void guessingCodesEndsAfterAFewWhateverTheyAre() throws Exception {
        var secret = put("ac-mona", Role.AGENT, "code");
        var mona = new Client(port).signIn("ac-mona");
        for (var i = 1; i < SecondFactors.ALLOWED; i++) {
            assertThat(location(mona.form("/sign-in/code", "code", "12345"))).endsWith("error=wrong");
        }
        assertThat(location(mona.form("/sign-in/code", "code", "12345"))).endsWith("error=locked");

        assertThat(location(mona.form("/sign-in/code", "code", code(secret, 1))))
                .endsWith("error=locked");
        assertThat(mona.get("/sign-in/code?error=locked").body())
                .containsPattern("avant le \\d\\d/\\d\\d \\d\\d:\\d\\d");
        assertThat(mona.status("/api/desk")).isEqualTo(FORBIDDEN);
        assertThat(events("ac-mona"))
                .filteredOn(event -> event instanceof SignInRefused refused && refused.reason() == Reason.LOCKED)
                .as("once, however often it is tried")
                .hasSize(1);

        put("ac-madmin", Role.ADMINISTRATOR);
        var admin = signedIn("ac-madmin", "/administration/roles");
        Pages.accessible(admin);
        Pages.pictures(admin, "roles-locked");
        button(admin, "Débloquer les codes de ac-mona").click();
        assertThat(admin.getByText("Ses codes sont regardés de nouveau.")).isVisible();
        assertThat(location(mona.form("/sign-in/code", "code", code(secret, 1))))
                .endsWith("/desk");
    }

    @Test
    void aRoleThatAsksForItLetsNobodyWorkWithoutAndAnAdministratorResets() throws Exception {
        put("ac-nadmin", Role.ADMINISTRATOR);
        put("ac-olga", Role.OFFICER);
        var admin = signedIn("ac-nadmin", "/administration/roles");
        Pages.accessible(admin);
        button(admin, "Exiger la double authentification : Agent d’un service").click();
        assertThat(admin.locator(".notice-warn")).containsText("ac-olga");
        try {
            var olga = opened("ac-olga", "/service");
            assertThat(olga.getByText("Votre rôle demande la double authentification"))
                    .isVisible();
            Pages.accessible(olga);
            Pages.pictures(olga, "factor-owed");
            olga.navigate(address("/service"));
            assertThat(olga).hasURL(address("/account/second-factor"));
            button(olga, "Commencer").click();
            olga.getByText("Pas d’appareil photo").click();
            var secret = bytes(olga.locator("details code").textContent());
            olga.getByLabel("Code à six chiffres").fill(code(secret, 0));
            olga.getByLabel("Code à six chiffres").press("Enter");
            olga.getByText("J’ai noté mes codes").click();
            assertThat(olga).hasURL(address("/service"));
            olga.navigate(address("/account/second-factor"));
            assertThat(button(olga, "Désactiver")).hasCount(0);

            admin.reload();
            Pages.accessible(admin);
            Pages.pictures(admin, "roles");
            button(admin, "Réinitialiser la double authentification de ac-olga").click();
            assertThat(admin.getByText("La double authentification est retirée."))
                    .isVisible();
            assertThat(events("ac-olga"))
                    .anyMatch(event -> event instanceof SecondFactorRemoved removed
                            && new AgentId("ac-nadmin").equals(removed.by()));
        } finally {
            factors.require(Role.OFFICER, false, new AgentId("ac-nadmin"));
        }
    }

    /// A thief of the password who notes a key has nothing by it: the owner is shown another.
    @Test
    void aSecretThatIsNotProvedIsKnownToItsSessionOnly() throws Exception {
        put("ac-quirin", Role.AGENT);
        var thief = new Client(port).signIn("ac-quirin");
        thief.form("/account/second-factor/new", "password", "a wrong guess of it");
        assertThat(thief.get("/account/second-factor").body()).contains("pas votre mot de passe actuel");
        assertThat(thief.get("/account/second-factor").body()).doesNotContain("<details>");
        thief.form("/account/second-factor/new", "password", PASSWORD);
        var stolen = secret(thief);

        var owner = new Client(port).signIn("ac-quirin");
        assertThat(owner.get("/account/second-factor").body()).doesNotContain("<details>");
        owner.form("/account/second-factor/new", "password", PASSWORD);
        var own = secret(owner);
        assertThat(own).isNotEqualTo(stolen);
        owner.form("/account/second-factor/proof", "code", code(stolen, 0));
        assertThat(factors.isSet(new AgentId("ac-quirin"))).isFalse();
        owner.form("/account/second-factor/proof", "code", code(own, 0));
        assertThat(factors.isSet(new AgentId("ac-quirin"))).isTrue();

        thief.form("/account/second-factor/proof", "code", code(stolen, 1));
        assertThat(factors.check(new AgentId("ac-quirin"), code(stolen, 1))).isEqualTo(SecondFactors.Answer.WRONG);
        assertThat(factors.check(new AgentId("ac-quirin"), code(own, 1))).isEqualTo(SecondFactors.Answer.CODE);
    }

    private static byte[] secret(Client client) throws Exception {
        var page = client.get("/account/second-factor").body();
        var found = Pattern.compile("<details>.*?<code>(.*?)</code>", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        return bytes(found.group(1));
    }

    @Test
    void aLargerRoleThatAsksForASecondFactorIsNotHadWithout() throws Exception {
        put("ac-rosa", Role.AGENT);
        var rosa = new Client(port).signIn("ac-rosa");
        factors.require(Role.SUPERVISOR, true, new AgentId("ac-rosa"));
        try {
            accounts.put(new Account(new AgentId("ac-rosa"), "ac-rosa", Role.SUPERVISOR, null, true), null);

            assertThat(rosa.status("/api/board")).isEqualTo(FORBIDDEN);
            assertThat(location(rosa.get("/board"))).endsWith("/account/second-factor");
            rosa.form("/account/second-factor/new");
            assertThat(rosa.get("/account/second-factor").body())
                    .as("who has her cookie alone gets no further")
                    .contains("pas votre mot de passe actuel")
                    .doesNotContain("<details>");
            rosa.form("/account/second-factor/new", "password", PASSWORD);
            rosa.form("/account/second-factor/proof", "code", code(secret(rosa), 0));
            assertThat(rosa.status("/api/board")).isEqualTo(OK);
        } finally {
            factors.require(Role.SUPERVISOR, false, new AgentId("ac-rosa"));
        }
    }

    @Test
    void anotherRoleTakesNobodyOffDutyWhoMayStillAnswer() throws Exception {
        put("ac-selma", Role.AGENT);
        var selma = new Client(port).signIn("ac-selma");
        assertThat(routing.makeAvailable(new AgentId("ac-selma"))).isEmpty();

        accounts.put(new Account(new AgentId("ac-selma"), "ac-selma", Role.SUPERVISOR, null, true), null);
        assertThat(selma.status("/api/desk")).isEqualTo(OK);
        assertThat(routing.agent(new AgentId("ac-selma")).state()).isEqualTo(AgentState.AVAILABLE);

        accounts.put(
                new Account(new AgentId("ac-selma"), "ac-selma", Role.OFFICER, new ServiceCode("voirie"), true), null);
        assertThat(selma.status("/api/desk")).isEqualTo(FORBIDDEN);
        assertThat(routing.agent(new AgentId("ac-selma")).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void aSignOutAfterARestartIsOneToo() throws Exception {
        put("ac-tilda", Role.AGENT);
        var tilda = new Client(port).signIn("ac-tilda");
        var other = new Client(port).signIn("ac-tilda");
        assertThat(routing.makeAvailable(new AgentId("ac-tilda"))).isEmpty();
        other.form("/sign-out");
        assertThat(routing.agent(new AgentId("ac-tilda")).state())
                .as("she works elsewhere")
                .isEqualTo(AgentState.AVAILABLE);

        tilda.forget("ALLO_SESSION");
        tilda.form("/sign-out");

        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from session where login = 'ac-tilda'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(routing.agent(new AgentId("ac-tilda")).state()).isEqualTo(AgentState.OFFLINE);
        assertThat(events("ac-tilda"))
                .filteredOn(SessionEnded.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aWrongPasswordInAnotherTabEndsNoSession() throws Exception {
        put("ac-ursel", Role.AGENT);
        var ursel = new Client(port).signIn("ac-ursel");
        ursel.form("/sign-in", "username", "ac-ursel", "password", "wrong");
        ursel.forget("ALLO_SESSION");

        assertThat(ursel.status("/api/desk")).isEqualTo(OK);
    }

    @Test
    void sessionsThatAreTooOldAreOverAndTheirAgentsOffDuty() throws Exception {
        put("ac-vera", Role.AGENT);
        var vera = new Client(port).signIn("ac-vera");
        assertThat(routing.makeAvailable(new AgentId("ac-vera"))).isEmpty();

        JdbcClient.create(database)
                .sql("update session set begun_at = now() - interval '25 hours' where login = 'ac-vera'")
                .update();

        await().untilAsserted(() -> assertThat(vera.status("/api/desk")).isEqualTo(NOT_SIGNED_IN));
        sessions.writeDown();
        await().untilAsserted(() ->
                assertThat(routing.agent(new AgentId("ac-vera")).state()).isEqualTo(AgentState.OFFLINE));
    }

    @Test
    void whoseSessionIsEndedReadsNothingOfTheProductsHealth() throws Exception {
        put("ac-wadmin", Role.ADMINISTRATOR);
        var admin = new Client(port).signIn("ac-wadmin");
        assertThat(admin.status("/actuator/health")).isIn(OK, NOT_NOW);

        accounts.deactivate(new AgentId("ac-wadmin"));

        assertThat(admin.status("/actuator/health")).isEqualTo(NOT_SIGNED_IN);
    }

    @Test
    void whoOwesNoCodeIsLedOn() throws Exception {
        put("ac-xenia", Role.AGENT, "code");
        var xenia = new Client(port).signIn("ac-xenia");
        factors.remove(new AgentId("ac-xenia"), null);

        assertThat(location(xenia.form("/sign-in/code", "code", "whatever"))).endsWith("/desk");
        assertThat(xenia.status("/api/desk")).isEqualTo(OK);
        assertThat(location(xenia.get("/sign-in/code"))).endsWith("/desk");
    }

    @Test
    void nobodyResetsTheirOwnSecondFactorWithoutACode() throws Exception {
        put("ac-yadmin", Role.ADMINISTRATOR);
        var admin = new Client(port).signIn("ac-yadmin");
        var secret = "yadmin yadmin yadmin".getBytes(StandardCharsets.UTF_8);
        assertThat(factors.prove(new AgentId("ac-yadmin"), secret, code(secret, 0), false))
                .isPresent();

        assertThat(admin.form("/administration/roles/second-factor-removal", "login", "ac-yadmin")
                        .statusCode())
                .isEqualTo(FORBIDDEN);
        assertThat(factors.isSet(new AgentId("ac-yadmin"))).isTrue();
        assertThat(admin.get("/administration/roles").body()).contains("La mienne");
    }

    @Test
    void theJournalTellsWhoDidWhat() throws Exception {
        put("ac-padmin", Role.ADMINISTRATOR);
        put("ac-paula", Role.SUPERVISOR);
        var wrong = new Client(port);
        wrong.form("/sign-in", "username", "ac-paula", "password", "wrong");
        var paula = new Client(port).signIn("ac-paula");
        transaction.executeWithoutResult(_ -> {
            for (var version = 1; version <= 60; version++) {
                log.append(new RulesSaved(Instant.now(), version, new AgentId("ac-paula")));
            }
        });

        var page = signedIn("ac-padmin", "/administration/journal");
        page.getByLabel("Personne").selectOption("ac-paula");
        await().untilAsserted(() -> {
            button(page, "Afficher").click();
            assertThat(page.locator("tbody tr").first().textContent()).contains("version 60");
        });
        assertThat(page.locator("tbody tr")).hasCount(50);
        Pages.accessible(page);
        Pages.pictures(page, "journal");
        page.getByText("Plus anciennes").click();
        assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Connexion refusée")))
                .containsText("motif mot de passe");
        assertThat(page.locator("tbody")).not().containsText("version 60");
        page.getByLabel("Quoi").selectOption("SessionBegan");
        button(page, "Afficher").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("input[type=date]").fill("2020-01-01");
        button(page, "Afficher").click();
        assertThat(page.getByText("Rien de tel")).isVisible();
        Pages.accessible(page);

        var file = page.request().get(address("/administration/journal/journal.csv?by=ac-paula&kind=RulesSaved"));
        assertThat(file.text())
                .startsWith("\uFEFFQuand (heure de Paris);Qui;")
                .contains(";ac-paula;")
                .contains("version 60");
        assertThat(file.text().lines()).hasSize(61);
        for (var nonsense : List.of("by=A%00B", "kind=%27%00", "by=nobody")) {
            assertThat(page.request()
                            .get(address("/administration/journal?" + nonsense))
                            .status())
                    .as(nonsense)
                    .isEqualTo(NOT_FOUND);
        }
        assertThat(paula.status("/administration/journal")).isEqualTo(FORBIDDEN);
        assertThat(paula.status("/administration/journal/journal.csv")).isEqualTo(FORBIDDEN);
    }

    /// With a second factor, whose secret is given back.
    private byte[] put(String login, Role role, String code) {
        put(login, role);
        var secret =
                login.repeat(Totp.SECRET_BYTES).substring(0, Totp.SECRET_BYTES).getBytes(StandardCharsets.UTF_8);
        assertThat(factors.prove(new AgentId(login), secret, code(secret, 0), false))
                .isPresent();
        return secret;
    }

    private void put(String login, Role role) {
        var service = role == Role.OFFICER ? new ServiceCode("voirie") : null;
        assertThat(accounts.put(new Account(new AgentId(login), login, role, service, true), PASSWORD))
                .isEmpty();
    }

    private String session(String login) {
        return JdbcClient.create(database)
                .sql("select id from session where login = ?")
                .param(login)
                .query(String.class)
                .single();
    }

    private List<AccessEvent> events(String login) {
        return log.read(0, 10_000).stream()
                .map(LogEntry::event)
                .filter(AccessEvent.class::isInstance)
                .map(AccessEvent.class::cast)
                .filter(event -> event.account().value().equals(login))
                .toList();
    }

    private static String code(byte[] secret, int later) {
        return Totp.code(secret, Totp.step(Instant.now()) + later);
    }

    private static byte[] bytes(String base32) {
        var bits = base32.replace(" ", "")
                .chars()
                .mapToObj(letter -> Integer.toBinaryString(32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))
                        .substring(1))
                .reduce("", String::concat);
        var bytes = new byte[bits.length() / Byte.SIZE];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(i * Byte.SIZE, (i + 1) * Byte.SIZE), 2);
        }
        return bytes;
    }

    private Page opened(String login, String path) {
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address(path));
        Pages.signIn(page, login, PASSWORD);
        return page;
    }

    private Page signedIn(String login, String path) {
        var page = opened(login, path);
        assertThat(page).hasURL(Pattern.compile(".*" + path + ".*"));
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
