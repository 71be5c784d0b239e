package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import fr.allomairies.AlloMairies;
import fr.allomairies.FreshInstallation;
import fr.allomairies.Pages;
import fr.allomairies.application.parts.Home;
import fr.allomairies.application.parts.PartFailed;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.DatabaseAway;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/// The whole product, asked over HTTP as browsers and programs do.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "spring.datasource.hikari.connection-timeout=1000"
        })
@ExtendWith(OutputCaptureExtension.class)
class SecurityIT {

    private static final String PASSWORD = "a good long password";

    /// A little more than two of a desk's stream.
    private static final Duration HEARTBEATS = Duration.ofSeconds(35);

    private static final ApplicationArguments NO_ARGUMENTS = new DefaultApplicationArguments();

    /// The city's.
    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static PGSimpleDataSource database;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        database = FreshInstallation.register(registry);
        PROVIDER.start();
        registry.add("allo.identity.issuer", () -> PROVIDER.issuerUrl("city").toString());
        registry.add("allo.identity.name", () -> "Nice Identité");
        registry.add("allo.identity.login-claim", () -> "email");
        registry.add("allo.identity.domain", () -> "mairie.example.org");
    }

    @AfterAll
    static void stop() {
        PROVIDER.shutdown();
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Routing routing;

    @Autowired
    Catalogue catalogue;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    FirstPasswords passwords;

    @Autowired
    SecondFactors factors;

    @Autowired
    Home home;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void someoneOfEachRole() {
        put("test-agent", Role.AGENT, null);
        put("test-supervisor", Role.SUPERVISOR, null);
        put("test-admin", Role.ADMINISTRATOR, null);
        put("test-officer", Role.OFFICER, "voirie");
    }

    @Test
    void letsInWhomTheProviderKnowsAndSignsThemOutThereToo() {
        vouchesFor("Test-Supervisor@mairie.example.org", true);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/board/rules"));
        Pages.pictures(page, "sign-in-provider");
        page.getByText("Se connecter avec Nice Identité").click();

        assertThat(page.url()).endsWith("/board/rules?continue");
        page.locator(".user").click();
        page.getByText("Se déconnecter").click();

        PlaywrightAssertions.assertThat(page.getByLabel("Identifiant")).isVisible();
        page.navigate(address("/board/rules"));
        assertThat(page.url()).contains("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@mairie.example.org, true, mais aucun compte d’ici ne porte ce nom",
        "test-admin@elsewhere.example.org, true, mais aucun compte d’ici ne porte ce nom",
        "test-admin@evil-mairie.example.org.evil.test, true, mais aucun compte d’ici ne porte ce nom",
        "test-admin@mairie.example.org, false, mais aucun compte d’ici ne porte ce nom",
        "test-admin, true, mais aucun compte d’ici ne porte ce nom",
        "te\u017Ft-admin@mairie.example.org, true, mais aucun compte d’ici ne porte ce nom",
        "test-gone@mairie.example.org, true, Ce compte est désactivé"
    })
    void takesTheProvidersWordForNobodyElse(String address, boolean verified, String said) {
        accounts.put(new Account(new AgentId("test-gone"), "Gone", Role.AGENT, null, false), PASSWORD);
        vouchesFor(address, verified);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address("/sign-in"));
        page.getByText("Se connecter avec Nice Identité").click();

        PlaywrightAssertions.assertThat(page.locator("[role=alert]")).containsText(said);
        page.navigate(address("/administration"));
        assertThat(page.url()).contains("/sign-in");
    }

    @Test
    void saysWhatIsWrongWithTheProvider() {
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR"),
                address("/login/oauth2/code/city?error=server_error&state=1"));

        PlaywrightAssertions.assertThat(page.locator("[role=alert]")).containsText("Nice Identité n’a pas répondu");
    }

    private static void vouchesFor(String address, boolean verified) {
        PROVIDER.enqueueCallback(new DefaultOAuth2TokenCallback(
                "city",
                "4711",
                "JWT",
                List.of("allo-mairies"),
                Map.of("email", address, "email_verified", verified),
                3600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk",
                "/board",
                "/wall",
                "/administration",
                "/service",
                "/reports",
                "/actuator/prometheus",
                "/actuator/health",
                "/no/such/page"
            })
    void nobodySeesAnythingBeforeSigningIn(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(302, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/desk", "/api/board", "/api/administration/quarantine", "/api/no-such-thing"})
    void aProgramIsToldToSignInAsAProblem(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not-signed-in\"");
    }

    @ParameterizedTest
    @CsvSource({
        "test-agent, /api/board, 403",
        "test-agent, /api/administration/quarantine, 403",
        "test-agent, /service, 403",
        "test-agent, /wall, 403",
        "test-agent, /board/alerts, 403",
        "test-agent, /board/replay, 403",
        "test-agent, '/api/board/replay?day=2026-03-02&minute=1', 403",
        "test-officer, /board/alerts, 403",
        "test-agent, /reports, 403",
        "test-agent, /reports/report.pdf?from=2026-03-02&to=2026-03-02&step=day, 403",
        "test-agent, /reports/contacts?from=2026-03-02&to=2026-03-02&measure=offered, 403",
        "test-agent, /reports/agents/test-agent, 403",
        "test-agent, /desk/day, 200",
        "test-officer, /desk/day, 403",
        "test-agent, /api/board/events, 403",
        "test-agent, /api/reports/figures, 403",
        "test-agent, /api/reports/contacts.csv, 403",
        "test-agent, /api/administration/agents, 403",
        "test-supervisor, /api/administration/agents, 403",
        "test-supervisor, /administration/accounts, 403",
        "test-officer, /reports, 403",
        "test-officer, /administration/accounts, 403",
        "test-supervisor, /api/board, 200",
        "test-supervisor, /api/administration/quarantine, 403",
        "test-supervisor, /api/administration/search, 403",
        "test-admin, /api/administration/quarantine, 200",
        "test-admin, /actuator/health, 200|503",
        "test-officer, /api/desk, 403",
        "test-officer, /api/board, 403",
        "test-admin, /api/no-such-thing, 403"
    })
    void eachRoleGoesWhereItMayAndNowhereElse(String login, String path, String expected) throws Exception {
        signIn(login, PASSWORD);

        assertThat(expected.split("\\|")).contains(Integer.toString(get(path).statusCode()));
    }

    @ParameterizedTest
    @CsvSource({"test-agent, /desk", "test-supervisor, /board", "test-admin, /administration", "test-officer, /service"
    })
    void signingInLeadsToWhereTheRoleWorks(String login, String page) throws Exception {
        assertThat(location(signIn(login, PASSWORD))).endsWith(page);
    }

    @Test
    void aPageThatOneMayNotSeeSaysSoAsAPage() throws Exception {
        signIn("test-agent", PASSWORD);

        var refused = send(HttpRequest.newBuilder(uri("/administration")).header("Accept", "text/html"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(refused.body()).contains("<main");
    }

    /// Wherever it was refused: by Tomcat, by the firewall of Spring Security, or by nobody at all.
    @ParameterizedTest
    @CsvSource({
        "GET /%00, 400",
        "GET /..%2fetc, 400",
        "GET /a;b=c, 400",
        "TRACE /sign-in, 405",
        "FOO /sign-in, 400",
        "POST /design, 403",
        "GET /desk/no-such-page, 404"
    })
    void whateverIsRefusedToABrowserIsAPageInFrench(String request, int status) throws Exception {
        signIn("test-agent", PASSWORD);

        var answer = raw(request, "text/html,*/*;q=0.8");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: text/html")
                .contains("Retour à l’accueil");
        assertThat(raw(request, "application/json"))
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":" + status, "\"code\":");
    }

    @Test
    void aPageThatIsRefusedKeepsTheNavigation() throws Exception {
        signIn("test-agent", PASSWORD);

        assertThat(raw("GET /administration", "text/html")).contains("HTTP/1.1 403", "href=\"/desk\"", "/sign-out");
        assertThat(raw("GET /desk/nowhere", "text/html")).contains("HTTP/1.1 404", "href=\"/desk\"", "/sign-out");
    }

    @Test
    void browsersFindAnIconWherePagesNameNone() throws Exception {
        assertThat(get("/favicon.ico").headers().firstValue("Content-Type").orElse(""))
                .startsWith("image/");
    }

    /// As it stands: clients that know what is right would not send all of it.
    private String raw(String request, String accepted) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: fr\r\nAccept: "
                    + accepted + "\r\nCookie: "
                    + cookies.getCookieStore().getCookies().stream()
                            .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                            .collect(Collectors.joining("; "))
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anAddressWithNothingBehindItIsAProblemForAProgram() throws Exception {
        signIn("test-agent", PASSWORD);

        var nothing = get("/api/desk/nothing");

        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("\"code\":\"not-found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/widget.js", "/open311/v2/services.json"})
    void citizensAreGivenNoCookie(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aMisspeltFieldIsNamed() throws Exception {
        signIn("test-agent", PASSWORD);

        var answer = send(HttpRequest.newBuilder(uri("/api/desk/state"))
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString("{\"state\":\"OFFLINE\",\"raison\":\"lunch\"}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"raison\"");
    }

    @Test
    void aWriteWithoutTheTokenIsRefused() throws Exception {
        signIn("test-agent", PASSWORD);

        var answer = send(HttpRequest.newBuilder(uri("/api/desk/state"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"state\":\"OFFLINE\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("csrf-token-missing");
    }

    @Test
    void aFormOfASessionThatIsOverLeadsToTheEntrance() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/tickets/NCA-26-000001/reply"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("text=Bonjour&key=k&_csrf=of+yesterday")));

        assertThat(location(answer)).endsWith("/sign-in?error=expired");
    }

    @Test
    void aFormThatWasSentIsNoPageToComeBackTo() throws Exception {
        get("/sign-in");
        send(HttpRequest.newBuilder(uri("/tickets/NCA-26-000001/reply"))
                .header("X-XSRF-TOKEN", token())
                .header("Sec-Fetch-Mode", "navigate")
                .POST(BodyPublishers.ofString("")));

        assertThat(location(signIn("test-agent", PASSWORD))).endsWith("/desk");
    }

    @Test
    void aSessionEndsWhenTheAccountIsClosed() throws Exception {
        signIn("test-supervisor", PASSWORD);
        assertThat(get("/api/board").statusCode()).isEqualTo(200);

        accounts.deactivate(new AgentId("test-supervisor"));

        assertThat(get("/api/board").statusCode()).isEqualTo(401);
        assertThat(location(signIn("test-supervisor", PASSWORD))).contains("error=disabled");
    }

    @Test
    void whoSignsOutIsOffDuty() throws Exception {
        signIn("test-agent", PASSWORD);
        var agent = new AgentId("test-agent");
        assertThat(routing.makeAvailable(agent)).isEmpty();

        send(HttpRequest.newBuilder(uri("/sign-out"))
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.noBody()));

        assertThat(routing.agent(agent).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void aStreamThatEndsAfterTheSignOutBeginsNoNewSession(CapturedOutput output) throws Exception {
        signIn("test-agent", PASSWORD);
        var stream = http.send(HttpRequest.newBuilder(uri("/api/desk/events")).build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        send(HttpRequest.newBuilder(uri("/sign-out"))
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.noBody()));

        stream.body().close();
        Thread.sleep(HEARTBEATS); // the server notices at the second heartbeat

        assertThat(output).doesNotContain("Cannot create a session");
    }

    @Test
    void aSessionOutlivesARestartOfTheServer() throws Exception {
        signIn("test-supervisor", PASSWORD);

        // all that a restart loses is the server's memory of the session
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("ALLO_SESSION"))
                .toList()
                .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));

        assertThat(get("/api/board").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyIsSignedOutWhileTheDatabaseIsAway() throws Exception {
        signIn("test-agent", PASSWORD);
        try (var _ = DatabaseAway.of(database)) {
            var answer = get("/api/desk/tickets/" + UUID.randomUUID());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"not-now\"");
        }
        await().untilAsserted(() -> assertThat(
                        get("/api/desk/tickets/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404));
    }

    @Test
    void aGuesserIsLockedOutEvenWithTheRightPassword() throws Exception {
        put("test-guessed", Role.AGENT, null);
        for (int i = 0; i < SignInAttempts.ALLOWED; i++) {
            assertThat(location(signIn("test-guessed", "wrong"))).contains("error=bad-credentials");
        }

        assertThat(location(signIn("test-guessed", PASSWORD))).contains("error=locked");
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOtherSites() throws Exception {
        var answer = signIn("test-agent", PASSWORD);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("ALLO_"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly"))
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"));
    }

    @Test
    void pagesAllowNothingForeignAndNoFrameButTheChat() throws Exception {
        assertThat(policy("/sign-in")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(policy("/chat")).contains("frame-ancestors *");
    }

    @Test
    void theLastAdministratorStays() {
        for (var account : accounts.accounts()) {
            if (account.role() == Role.ADMINISTRATOR && !account.login().value().equals("test-admin")) {
                accounts.deactivate(account.login());
            }
        }

        assertThat(accounts.deactivate(new AgentId("test-admin")).map(Refusal::code))
                .contains("last-administrator");
    }

    @Test
    void firstPasswordsAreForTheOwnersEyesAndGoWhenChanged() throws Exception {
        var file = passwords.file();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(lines(file)).anyMatch(line -> line.startsWith("amina "));

        accounts.put(accounts.account(new AgentId("amina")).orElseThrow(), "another long password");

        assertThat(lines(file)).noneMatch(line -> line.startsWith("amina "));
    }

    @Test
    void whoMayWriteIntoTheDataFolderGetsALostAccountBack() throws Exception {
        var bruno = new AgentId("bruno");
        accounts.deactivate(bruno);
        var asked = Files.writeString(home.folder().resolve("lost-password"), "bruno\n");
        lostPassword().run(NO_ARGUMENTS);

        var line = lines(passwords.file()).stream()
                .filter(text -> text.startsWith("bruno "))
                .findFirst();
        assertThat(line).isPresent();
        assertThat(accounts.verify(bruno, line.get().split(" ")[1])).isTrue();
        assertThat(asked).doesNotExist();
    }

    @Test
    void aLostLoginThatIsNoneIsNamed() throws Exception {
        var asked = Files.writeString(home.folder().resolve("lost-password"), "nobody-here");

        assertThatThrownBy(() -> lostPassword().run(NO_ARGUMENTS))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("« nobody-here »");
        Files.delete(asked);
    }

    private LostPassword lostPassword() {
        return new LostPassword(home, accounts, passwords, factors);
    }

    @Test
    void aFirstStartThatIsInterruptedLeavesNothingHalfDone() throws Exception {
        JdbcClient.create(database).sql("delete from account").update();
        await().until(() -> accounts.accounts().isEmpty());

        assertThatThrownBy(
                        () -> firstAccounts(new Interrupted(accounts, "chloe")).run(NO_ARGUMENTS))
                .isInstanceOf(IllegalStateException.class);
        assertThat(JdbcClient.create(database)
                        .sql("select login from account")
                        .query(String.class)
                        .list())
                .isEmpty();
        firstAccounts(accounts).run(NO_ARGUMENTS);

        assertThat(accounts.accounts())
                .extracting(Account::name)
                .contains("Administration", "Amina Benali", "Chloé Garnier", "Éclairage public")
                .hasSize(5 + catalogue.services().size());
        assertThat(List.of("amina", "bruno", "chloe"))
                .allSatisfy(login ->
                        assertThat(routing.agent(new AgentId(login)).skills()).isNotEmpty());
    }

    private FirstAccounts firstAccounts(Accounts store) {
        return new FirstAccounts(store, catalogue, routing, passwords, transaction);
    }

    /// The accounts until one of them: there the process ends.
    private record Interrupted(Accounts real, String at) implements Accounts {

        @Override
        public Optional<Refusal> create(Account account, String password) {
            if (account.login().value().equals(at)) {
                throw new IllegalStateException("interrupted");
            }
            return real.create(account, password);
        }

        @Override
        public Optional<Refusal> put(Account account, @Nullable String password) {
            return real.put(account, password);
        }

        @Override
        public Optional<Refusal> deactivate(AgentId login) {
            return real.deactivate(login);
        }

        @Override
        public boolean verify(AgentId login, String password) {
            return real.verify(login, password);
        }

        @Override
        public Optional<Account> account(AgentId login) {
            return real.account(login);
        }

        @Override
        public List<Account> accounts() {
            return real.accounts();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private void put(String login, Role role, @Nullable String service) {
        var account =
                new Account(new AgentId(login), login, role, service == null ? null : new ServiceCode(service), true);
        assertThat(accounts.put(account, PASSWORD)).isEmpty();
    }

    private HttpResponse<String> signIn(String login, String password) throws Exception {
        get("/sign-in");
        return send(HttpRequest.newBuilder(uri("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString(
                        "username=" + login + "&password=" + java.net.URLEncoder.encode(password, "UTF-8"))));
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String policy(String path) throws Exception {
        return get(path).headers().firstValue("Content-Security-Policy").orElse("");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }

    private URI uri(String path) {
        return URI.create(address(path));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
