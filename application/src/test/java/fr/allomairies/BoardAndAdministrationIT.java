package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.channels.Intake;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.FirstWords;
import fr.allomairies.ticketing.PersonalData.Holding;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The board, the reports and the administration of the whole product, over HTTP.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.identity.issuer=http://localhost:1/nobody"
        })
class BoardAndAdministrationIT {

    private static final String PASSWORD = "a good long password";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
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
    TransactionTemplate transaction;

    @Autowired
    Retention retention;

    @Autowired
    Ticketing ticketing;

    @Autowired
    Readings readings;

    @Autowired
    FirstWords firstWords;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient db;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void signInAsAdministrator() throws Exception {
        accounts.put(new Account(new AgentId("test-admin"), "Test Admin", Role.ADMINISTRATOR, null, true), PASSWORD);
        get("/sign-in");
        post("/sign-in", Map.of("username", "test-admin", "password", PASSWORD));
    }

    @Test
    void startsWithoutTheIdentityProviderAndSaysThatItIsAway() throws Exception {
        assertThat(get("/oauth2/authorization/city").headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/sign-in?error=provider"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/board",
                "/wall",
                "/board/rules",
                "/board/crisis",
                "/board/blocked-callers",
                "/board/interventions",
                "/board/alerts",
                "/board/alerts/new",
                "/board/replay",
                "/board/replay?day=1999-01-01&time=09:00",
                "/board/replay?day=someday&time=25:00",
                "/board/what-if?day=2026-03-02",
                "/reports",
                "/reports?from=2026-03-29&to=2026-03-29&step=quarter",
                "/reports?from=2026-03-29&to=2026-03-01",
                "/reports?from=whenever",
                "/reports/contacts?from=2026-03-29&to=2026-03-29&measure=service-level&by=hour-of-week&key=1-09",
                "/reports/requests?from=2026-03-29&to=2026-03-29&measure=open&by=service",
                "/reports/requests?from=2026-03-29&to=2026-03-29&measure=sorted&by=assistant-sorting",
                "/reports/assistant",
                "/reports/assistant?from=2026-03-29&to=2026-03-01",
                "/desk/day",
                "/reports/overflows",
                "/reports/map",
                "/reports/map?zoom=9&x=52&y=80",
                "/reports/map?from=whenever",
                "/reports/overflows?from=2026-03-01&to=2026-03-29&line=calls&target=voicemail",
                "/tickets?view=free&order=due&columns=owner",
                "/tickets?view=following",
                "/tickets?view=mentioned",
                "/tickets/tasks?whose=all",
                "/tickets/lists",
                "/reports/mailings",
                "/reports/mailings/new",
                "/articles",
                "/articles?q=carte",
                "/articles?view=stale",
                "/articles?view=withdrawn",
                "/articles/new",
                "/administration",
                "/administration/accounts",
                "/administration/accounts/new",
                "/administration/accounts/test-admin",
                "/administration/accounts/test-admin/deactivate",
                "/administration/quarantine",
                "/administration/rules",
                "/administration/rules?shipped",
                "/administration/rules/versions/1",
                "/administration/rules/versions/1/activate",
                "/administration/privacy",
                "/administration/privacy/apply",
                "/administration/privacy/periods",
                "/administration/privacy/rights",
                "/administration/privacy/register",
                "/administration/assistant",
                "/administration/assistant/sentences",
                "/administration/assistant/sentences?q=danger&changed=true",
                "/administration/assistant/sentences/spoken.say.opening",
                "/administration/assistant/sentences/emergency.fire",
                "/administration/assistant/thresholds",
                "/administration/assistant/trial",
                "/administration/self-calls",
                "/administration/partners",
                "/administration/queues",
                "/tickets/appointments",
                "/administration/templates",
                "/administration/templates?view=drafts",
                "/administration/templates/drafts/new",
                "/administration/catalogue"
            })
    void everyPageIsWhole(String path) throws Exception {
        for (var language : new String[] {"fr", "en"}) {
            var page = get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            assertThat(page.statusCode()).isEqualTo(200);
            // a text that is missing shows its key between question marks
            assertThat(page.body()).contains("</html>").doesNotContain("??");
        }
    }

    @Test
    void everyColumnThatMayHoldAWordHasARule() {
        var ruled = retention.holdings().stream()
                .flatMap(holding -> holding.columns().stream().map(column -> holding.table() + "." + column))
                .collect(Collectors.toSet());
        assertThat(EveryColumn.of(db)).as("of no citizen").containsAll(EveryColumn.OF_NO_CITIZEN);
        assertThat(EveryColumn.of(db))
                .as("a column is ruled by the module that has it, or is of no citizen")
                .allMatch(column -> ruled.contains(column) ^ EveryColumn.OF_NO_CITIZEN.contains(column));
    }

    @Test
    void theRegisterNamesEveryTableThatHoldsPersonalData() throws Exception {
        var register = get("/administration/privacy/register/register.csv").body();

        assertThat(retention.holdings())
                .extracting(Holding::table)
                .allSatisfy(table -> assertThat(register).contains(table + " ("));
    }

    @Test
    void whoIsErasedIsNowhereAnyMore() throws Exception {
        var word = "zqfabcdedx";
        var other = "zqbeefbeefx";
        var ticket = mail(word, "Bonjour, je suis " + word);
        mail(other, "Bonjour, je suis " + other);
        chat(word);
        called(word, ticket.contact());
        setAside(word);
        for (var open : ticketing.find(TicketFilter.ALL, 100, 0)) {
            ticketing.resolve(open.id(), "answered", new AgentId("test-admin"));
        }
        var replayed = log.read(-1, 100_000);

        var found = post("/administration/privacy/rights", Map.of("words", word + "@example.org"))
                .body();
        assertThat(found).contains("Jeanne " + word);
        var citizen = found.replaceAll("(?s).*name=\"citizen\" value=\"([^\"]+)\".*", "$1");
        assertThat(post(
                                "/administration/privacy/rights/files",
                                Map.of("citizen", citizen, "why", "court", "words", word))
                        .body())
                .contains("Indiquez un motif");
        var opened = post(
                "/administration/privacy/rights/files",
                Map.of("citizen", citizen, "why", "demande du 3 mars", "words", word));
        var file = opened.headers().firstValue("Location").orElseThrow().replaceAll("^https?://[^/]+", "");
        assertThat(get(file).body()).contains(ticket.number());
        assertThat(post(file + "/export", Map.of()).headers().firstValue("Content-Type"))
                .contains("application/zip");
        assertThat(get(file + "/erase").body()).contains("Effacer définitivement");
        post(file + "/erase", Map.of());
        assertThat(EveryColumn.occurrences(db, word)).as("not confirmed").isNotEmpty();

        post(file + "/erase", Map.of("checked", "true"));
        retention.apply(null, 100);

        assertThat(EveryColumn.occurrences(db, word)).isEmpty();
        assertThat(EveryColumn.occurrences(db, other)).isNotEmpty();
        assertThat(log.read(-1, 100_000)).as("the log replays the same").startsWith(replayed.toArray(LogEntry[]::new));
        assertThat(get(file).statusCode()).isEqualTo(404);
        assertThat(get("/tickets/" + ticket.number()).body()).contains("Anonymisée le", "Consultations");
    }

    @Test
    void whatWasNotUnderstoodIsLabelledWithoutWhoSaidIt() throws Exception {
        var ticket = mail("zqlearnedx", "la zoubida du 12 est pleine");
        var id = ticketing.byContact(ticket.contact()).orElseThrow().summary().id();
        db.sql("update ticket set last_agent = 'test-admin' where id = ?")
                .param(id.value())
                .update();
        ticketing.resolve(id, "answered", new AgentId("test-admin"));
        var here = "/administration/assistant";
        var words = here + "/words/" + id + "/keep";
        assertThat(get(here).body()).contains(ticket.number(), "la zoubida du … est pleine");
        assertThat(readings.of(id, 9))
                .filteredOn(reading -> reading.purpose() == Readings.Purpose.LEARNING)
                .extracting(reading -> reading.reader().value())
                .containsExactly("test-admin");
        assertThat(firstWords.citizens(List.of(id))).containsOnlyKeys(id);

        post(words, Map.of("text", "la zoubida est pleine", "category", "n’existe pas"));
        assertThat(get(here).body()).contains("Ce sujet n’existe pas", ticket.number());
        post(words, Map.of("text", "la zoubida du 12 est pleine", "category", "waste.bin"));

        assertThat(get(here).body()).contains("Phrase gardée").doesNotContain(ticket.number());
        assertThat(db.sql("select text || ' ' || category from assistant_label where ticket_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .containsExactly("la zoubida du … est pleine waste.bin");
    }

    private TicketOf mail(String word, String text) {
        var id = "<" + word + "@example.org>";
        var raw = "From: Jeanne " + word + " <" + word + "@example.org>\nSubject: Objet " + word + "\nMessage-ID: " + id
                + "\nContent-Type: text/plain; charset=UTF-8\n\n" + text;
        var stored = intake.store(
                        ChannelKind.EMAIL, List.of(new RawMessage(id, Map.of(), raw.getBytes(StandardCharsets.UTF_8))))
                .getFirst();
        intake.process(stored);
        var found = await().until(
                        () -> ticketing.find(new TicketFilter(word, null, null, null), 2, 0), list -> !list.isEmpty())
                .getFirst();
        var contact = ticketing
                .ticket(found.id())
                .orElseThrow()
                .interactions()
                .getFirst()
                .contact();
        return new TicketOf(found.number(), contact);
    }

    private record TicketOf(String number, ContactId contact) {}

    private void chat(String word) throws Exception {
        var token = json(
                        "POST",
                        "/api/chat/conversations",
                        "{\"name\":\"" + word + "\",\"email\":\"" + word + "@example.org\"}")
                .body()
                .replaceAll(".*:\"(.*)\"}", "$1");
        assertThat(json(
                                "POST",
                                "/api/chat/conversations/" + token + "/messages",
                                "{\"id\":\"" + word + "\",\"text\":\"un mot " + word + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    /// A call of the same request, from a number that is the word.
    private void called(String word, ContactId contact) {
        db.sql("""
                insert into call (call, contact, caller, trace, arrived_at, ended_at) values (?, ?, ?, ?, now(), now())
                """)
                .params(UUID.randomUUID().toString(), contact.value(), word, word)
                .update();
    }

    /// A message that could not be read.
    private void setAside(String word) {
        db.sql("""
                insert into channels_inbox
                    (message, channel, external_id, headers, body, contact, received_at, state, reason, due_at)
                values (?, 'email', ?, '{}', ?, ?, now(), 'quarantined', 'unreadable', now())
                """)
                .params(
                        UUID.randomUUID(),
                        word + "-aside",
                        ("From: " + word.toUpperCase(Locale.ROOT) + "@example.org").getBytes(StandardCharsets.UTF_8),
                        UUID.randomUUID())
                .update();
    }

    @Test
    @Timeout(30)
    void aBoardThatComesBackIsToldTheLatestState() throws Exception {
        happens(AgentState.AVAILABLE);
        var seen = firstStateFrom(null, log.head());

        happens(AgentState.PAUSED);
        happens(AgentState.AVAILABLE);
        var back = firstStateFrom(Long.toString(seen), log.head());

        assertThat(back).isGreaterThan(seen);
    }

    @Test
    void theSameQuestionHasTheSameAnswerOnTheBoardAndInAReport() {
        // the board follows, and a day may end in between
        await().untilAsserted(() -> {
            var today = LocalDate.now(ZoneId.of("Europe/Paris"));
            var report = get("/api/reports/figures?from=" + today + "&to=" + today.plusDays(1));
            var board = get("/api/board");

            assertThat(totalOf(report.body())).isEqualTo(totalOf(board.body())).startsWith("\"total\":{\"inMenu\"");
        });
    }

    @Test
    void tellsFromWhereToWhereAContactOverflowed() throws Exception {
        var contact = ContactId.next();
        var now = Instant.now();
        transaction.executeWithoutResult(_ -> log.append(
                new ContactArrived(now, contact, ChannelKind.EMAIL),
                new ContactQueued(
                        now,
                        contact,
                        ChannelKind.EMAIL,
                        TicketId.next(),
                        new CategoryCode("eclairage.panne"),
                        List.of(),
                        0,
                        50,
                        "fr",
                        null,
                        null,
                        null,
                        null),
                new ContactShared(now, contact, "courriels", "renfort", 1, OverflowReason.CROWDED)));

        assertThat(get("/board/contacts/" + contact).body())
                .contains("Débordement de la ligne courriels vers la ligne renfort");
        await().untilAsserted(() -> assertThat(get("/reports").body()).contains("Débordements", "<td>renfort</td>"));
        assertThat(get("/reports/overflows?line=courriels&target=renfort").body())
                .contains("data-contact=\"" + contact)
                .contains("/board/contacts/" + contact);
        assertThat(get("/reports/overflows?line=courriels&target=other").body())
                .contains("Aucun débordement")
                .doesNotContain(contact.toString());
        await().untilAsserted(() -> assertThat(get("/api/board").body())
                .contains("\"overflows\":[{\"from\":\"courriels\",\"to\":\"renfort\",\"contacts\":1}]")
                .contains("\"overflowed\":1"));
    }

    @Test
    void anArticleIsWrittenReadWithdrawnAndPublishedAgain() throws Exception {
        var page = "/articles/" + UUID.randomUUID();
        var first = Map.of("known", "0", "title", "Encombrants", "text", "Le lundi.", "categories", "waste.bulky");

        assertThat(post(page, first).headers().firstValue("Location").orElse(""))
                .endsWith(page);
        assertThat(get(page).body()).contains("Encombrants", "Le lundi.", "Test Admin");
        assertThat(get("/articles?q=encombrant").body()).contains(page);

        var second = new HashMap<>(first);
        second.putAll(Map.of("text", "Le mardi.", "told", "Sortez-les le mardi."));
        post(page, second);
        assertThat(get(page + "/edit").body())
                .contains("Quelqu’un a publié une autre version", "Le lundi.", "Le mardi.", "Sortez-les le mardi.");
        assertThat(get(page).body()).contains("Le lundi.").doesNotContain("Le mardi.");

        assertThat(get(page).body()).doesNotContain("Ce que l’assistant en dit");
        var third = Map.of(
                "known", "1", "title", "Encombrants", "text", "Le lundi.", "told", "Sortez-les le dimanche soir.");
        post(page, third);
        assertThat(get(page + "/edit").body()).contains("Cochez la catégorie", "Sortez-les le dimanche soir.");
        var told = new HashMap<>(third);
        told.put("categories", "waste.bulky");
        post(page, told);
        assertThat(get(page).body()).contains("Ce que l’assistant en dit", "Sortez-les le dimanche soir.");

        post(page + "/withdraw", Map.of("known", "2"));
        assertThat(get("/articles?q=encombrant").body()).doesNotContain(page);
        assertThat(get("/articles?view=withdrawn").body()).contains(page);
        post(page + "/restore", Map.of());
        assertThat(get("/articles?q=encombrant").body()).contains(page);
        assertThat(get("/articles/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void createsReplacesAndClosesAnAccountOverTheApi() throws Exception {
        var body = """
                {"login":"%s","name":"Zoé Blanc","password":"%s","role":"AGENT","skills":[{"skill":"voirie","level":%d}]}
                """;
        assertThat(json("POST", "/api/administration/agents", body.formatted("zoe", PASSWORD, 2))
                        .statusCode())
                .isEqualTo(201);
        assertThat(json("POST", "/api/administration/agents", body.formatted("zoe", PASSWORD, 2))
                        .body())
                .contains("login-taken");
        assertThat(json("PUT", "/api/administration/agents", body.formatted("zoe", PASSWORD, 5))
                        .statusCode())
                .isEqualTo(204);
        assertThat(routing.agent(new AgentId("zoe")).skills())
                .singleElement()
                .satisfies(own -> assertThat(own.level()).isEqualTo(5));

        assertThat(json("DELETE", "/api/administration/agents/zoe", "").statusCode())
                .isEqualTo(204);
        assertThat(accounts.verify(new AgentId("zoe"), PASSWORD)).isFalse();
    }

    @Test
    void accountsStandInTheOrderOfFrench() throws Exception {
        assertThat(get("/administration/accounts").body())
                .containsSubsequence("Eau et assainissement", "Éclairage public", "Finances", "Voirie");
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        var answer = json("POST", "/api/administration/agents", """
                {"login":"yan","name":"Yan","password":"%s","role":"AGENT","skills":[{"skill":"dragons","level":1}]}
                """.formatted(PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"skills\"").contains("skill-unknown");
        assertThat(accounts.account(new AgentId("yan"))).isEmpty();
    }

    @Test
    void theFormKeepsWhatWasTypedAndSaysWhatIsWrong() throws Exception {
        var sent = post(
                "/administration/accounts/new",
                Map.of("login", "Not A Login", "name", "Somebody New", "role", "AGENT", "skill.voirie", "4"));
        assertThat(sent.headers().firstValue("Location").orElse("")).endsWith("/administration/accounts/new");

        var page = get("/administration/accounts/new");
        assertThat(page.body()).contains("login-error").contains("Somebody New");
    }

    @Test
    void aPasswordIsShownOnceAndOpensTheAccount() throws Exception {
        var made =
                post("/administration/accounts/new", Map.of("login", "lea", "name", "Léa Faure", "role", "SUPERVISOR"));
        assertThat(made.headers().firstValue("Location").orElse("")).endsWith("/administration/accounts/lea");

        var password = get("/administration/accounts/lea")
                .body()
                .replaceAll("(?s).*<code>([a-z2-9]{4}(-[a-z2-9]{4}){3})</code>.*", "$1");

        assertThat(accounts.verify(new AgentId("lea"), password)).isTrue();
        assertThat(get("/administration/accounts/lea").body()).doesNotContain(password);
    }

    @Test
    void nobodyClosesTheLastAdministrator() throws Exception {
        accounts.accounts().stream()
                .filter(account -> account.role() == Role.ADMINISTRATOR
                        && !account.login().value().equals("test-admin"))
                .forEach(account -> accounts.deactivate(account.login()));

        assertThat(json("DELETE", "/api/administration/agents/test-admin", "").body())
                .contains("last-administrator");
    }

    private static String totalOf(String json) {
        return json.replaceAll("(?s).*(\"total\":\\{[^}]*}).*", "$1");
    }

    private void happens(AgentState state) throws InterruptedException {
        var before = log.head();
        transaction.executeWithoutResult(
                _ -> log.append(new AgentStateChanged(Instant.now(), new AgentId("test-admin"), state, null)));
        log.awaitBeyond(before, Duration.ofSeconds(5));
    }

    /// Reads the stream until a state of at least that position.
    private long firstStateFrom(@Nullable String lastEventId, long position) throws Exception {
        var request = HttpRequest.newBuilder(uri("/api/board/events")).timeout(Duration.ofSeconds(10));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try (var lines = http.send(request.build(), BodyHandlers.ofLines()).body()) {
            return lines.filter(line -> line.startsWith("id:"))
                    .mapToLong(line -> Long.parseLong(line.substring(3)))
                    .filter(id -> id >= position)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> json(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token())
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", token())
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
