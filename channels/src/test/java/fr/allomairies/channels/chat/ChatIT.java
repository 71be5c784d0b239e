package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.ticketing.Cases;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatIT extends OnRealServers {

    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final AgentId AMINA = new AgentId("amina");

    @LocalServerPort
    int port;

    @Autowired
    Cases cases;

    @Test
    void theFirstMessageBecomesATicketInTheQueueAndTheRestIsSaidOnIt() throws Exception {
        var token = start();
        say(token, "message-1", "Bonjour, où jeter mes piles ?");
        say(token, "message-2", "Je suis à Cimiez.");

        var contact = contactOf("Bonjour, où jeter mes piles ?");
        var ticket = ticketing.byContact(contact).orElseThrow();
        assertThat(ticket.citizen().name()).isEqualTo("Jeanne");
        assertThat(ticket.interactions())
                .extracting(said -> said.text())
                .containsSubsequence("Bonjour, où jeter mes piles ?", "Je suis à Cimiez.");
        assertThat(log.of(contact))
                .filteredOn(ContactQueued.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((ContactQueued) event).cost()).isEqualTo(30);
                    assertThat(((ContactQueued) event).priority()).isEqualTo(5);
                });
    }

    @Test
    void theSameMessageSentAgainIsOne() throws Exception {
        var token = start();
        var text = "Une seule fois " + token;
        for (int i = 0; i < 3; i++) {
            assertThat(say(token, "message-1", text).statusCode()).isEqualTo(202);
        }
        var again = text + " encore";
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                pool.submit(() -> say(token, "message-2", again));
            }
        }

        assertThat(ticketing.byContact(contactOf(text)).orElseThrow().interactions())
                .extracting(said -> said.text())
                .containsOnlyOnce(text, again);
    }

    @Test
    void theAnswerStreamsLiveAndNothingIsLostOrDoubledOverALostConnection() throws Exception {
        var token = start();
        try (var window = new Window(token, null)) {
            var question = "Bonjour " + token;
            say(token, "message-1", question);
            window.awaits("message-1");
            window.awaitsState("WAITING");
            var contact = contactOf(question);
            var ticket = ticketing.byContact(contact).orElseThrow().summary().id();

            append(new OfferAccepted(Instant.now(), contact, AMINA));
            window.awaitsState("WITH_AGENT");
            ticketing.addMessage(ticket, contact, AMINA, "Dans toutes les mairies.", "a-1");
            var line = within(
                    SOON,
                    () -> window.lines.stream()
                            .filter(said -> said.get("from").asString().equals("agent"))
                            .findFirst()
                            .orElseThrow(AssertionError::new));
            assertThat(line.get("text").asString()).isEqualTo("Dans toutes les mairies.");

            window.close();
            ticketing.addMessage(ticket, contact, AMINA, "Et en déchèterie.", "a-2");
            try (var second = new Window(token, window.lastId)) {
                within(SOON, () -> assertThat(second.lines).hasSize(1));
                assertThat(second.lines.getFirst().get("text").asString()).isEqualTo("Et en déchèterie.");
            }
            try (var reloaded = new Window(token, null)) {
                within(SOON, () -> assertThat(reloaded.lines).hasSize(3));
                assertThat(reloaded.lines)
                        .extracting(said -> said.get("id").asString())
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whatIsSplitOffStaysInTheWindowInItsPlace() throws Exception {
        var token = start();
        var lamp = "Lampe éteinte " + token;
        say(token, "message-1", lamp);
        say(token, "message-2", "Et ma poubelle est cassée.");
        say(token, "message-3", "Au revoir.");
        var contact = contactOf(lamp);
        var ticket = ticketing.byContact(contact).orElseThrow().summary().id();
        var bin = ticketing.saidIn(contact).get(1).id();

        assertThat(cases.split(ticket, List.of(bin), new CategoryCode("lighting.lamp-out"), "Poubelle", AMINA))
                .isInstanceOf(Cases.Split.Done.class);

        say(token, "message-2", "Et ma poubelle est cassée.");
        try (var reloaded = new Window(token, null)) {
            within(SOON, () -> assertThat(reloaded.lines).hasSize(3));
            assertThat(reloaded.lines)
                    .extracting(said -> said.get("id").asString())
                    .containsExactly("message-1", "message-2", "message-3");
        }
    }

    @Test
    void theWindowSaysHowLongItTakesOnlyWhenTheEstimateIsGoodEnoughToBeTold() throws Exception {
        for (var announced : List.of(false, true)) {
            var token = start();
            var question = "Combien de temps ? " + token;
            say(token, "message-1", question);
            var minute = Duration.ofMinutes(1);
            append(new WaitEstimated(
                    Instant.now(),
                    contactOf(question),
                    3,
                    minute,
                    minute.multipliedBy(4),
                    minute.multipliedBy(9),
                    announced));

            try (var window = new Window(token, null)) {
                window.awaitsState("WAITING");
                assertThat(window.minutes).isEqualTo(announced ? "5" : "");
            }
        }
    }

    @Test
    void everyLineKeepsTheBrowsersIdWhileTheNextIsBeingSaid() throws Exception {
        var token = start();
        var ids = IntStream.range(10, 40).mapToObj(n -> "message-" + n).toList();
        var windows = new ArrayList<Window>();
        for (int i = 0; i < 8; i++) {
            windows.add(new Window(token, null));
        }

        for (var id : ids) {
            say(token, id, "Ligne " + id);
        }

        for (var window : windows) {
            within(
                    SOON,
                    () -> assertThat(window.lines)
                            .extracting(line -> line.get("id").asString())
                            .containsExactlyElementsOf(ids));
            window.close();
        }
    }

    @Test
    void leavingIsToldOnceAndWritingAgainOpensTheNextContactOnTheSameTicket() throws Exception {
        var token = start();
        var text = "Je pars " + token;
        say(token, "message-1", text);
        var first = contactOf(text);

        assertThat(post("/" + token + "/leave", "").statusCode()).isEqualTo(204);
        assertThat(post("/" + token + "/leave", "").statusCode()).isEqualTo(204);
        assertThat(log.of(first)).filteredOn(CitizenLeft.class::isInstance).hasSize(1);

        var back = "Me revoilà " + token;
        say(token, "message-2", back);
        var second = contactOf(back);
        assertThat(second).isNotEqualTo(first);
        assertThat(log.of(second)).hasAtLeastOneElementOfType(ContactQueued.class);
        assertThat(ticketing.byContact(second).orElseThrow().summary().id())
                .isEqualTo(ticketing.byContact(first).orElseThrow().summary().id());
        try (var window = new Window(token, null)) {
            window.awaits("message-1");
            window.awaits("message-2");
        }
    }

    @Test
    void theEndByTheAgentIsSeenInTheWindow() throws Exception {
        var token = start();
        var text = "Au revoir " + token;
        say(token, "message-1", text);
        try (var window = new Window(token, null)) {
            window.awaitsState("WAITING");
            append(new ConversationEnded(Instant.now(), contactOf(text), AMINA, EndedBy.AGENT));
            window.awaitsState("ENDED");
        }
    }

    @Test
    void theWindowThatStayedOpenSeesThatWritingAgainGoesOn() throws Exception {
        var token = start();
        var text = "Au revoir, puis non " + token;
        say(token, "message-1", text);
        try (var window = new Window(token, null)) {
            window.awaitsState("WAITING");
            append(new ConversationEnded(Instant.now(), contactOf(text), AMINA, EndedBy.AGENT));
            window.awaitsState("ENDED");
            var more = "Encore une question " + token;
            say(token, "message-2", more);
            window.awaits("message-2");
            within(SOON, () -> assertThat(window.states).last().isEqualTo("WAITING"));
            append(new OfferAccepted(Instant.now(), contactOf(more), AMINA));
            window.awaitsState("WITH_AGENT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"message-1\",\"text\":\"\"}|400|message-empty",
                "{\"id\":\"message-1\",\"text\":\" \\n\\t \"}|400|message-empty",
                "{\"id\":\"message-1\"}|400|message-empty",
                "{\"id\":\"x\",\"text\":\"a\"}|400|message-id-invalid",
                "{\"text\":\"a\"}|400|message-id-invalid",
                "{\"id\":\"message-1\",\"text\":\"a\",\"mood\":1}|400|field-unknown",
                "{\"id\":\"message-1\",\"text\":42}|400|field-invalid",
                "{\"id\":|400|json-malformed",
                "null|400|json-malformed",
                "[]|400|json-malformed"
            })
    void whatIsWrongIsNamed(String body, int status, String code) throws Exception {
        var answer = post("/" + start() + "/messages", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("problem+json");
        assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo(code);
    }

    @Test
    void anOversizedMessageAndAStrangersTokenAreRefused() throws Exception {
        var token = start();
        assertThat(say(token, "message-1", "x".repeat(4001)).statusCode()).isEqualTo(413);
        assertThat(say(token, "message-1", "x".repeat(100_000)).statusCode()).isEqualTo(413);
        assertThat(say("not-a-token", "message-1", "a").statusCode()).isEqualTo(404);
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create(address("/nobody/events")))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFloodIsHeldBack() throws Exception {
        var token = start();
        for (int i = 0; i < 30; i++) {
            assertThat(say(token, "message-" + i, "encore " + i).statusCode()).isEqualTo(202);
        }

        var answer = say(token, "message-too-many", "encore");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("too-many-messages");
        assertThat(say(token, "message-29", "encore 29").statusCode()).isEqualTo(202);
    }

    @Test
    void anotherSiteMayCallTheApiWithoutCookies() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address("")))
                        .header("Origin", "https://www.nice.fr")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private String start() throws Exception {
        var answer = post("", "{\"name\":\"Jeanne\",\"language\":\"fr\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("token").asString();
    }

    private HttpResponse<String> say(String token, String id, String text) throws Exception {
        return post("/" + token + "/messages", JSON.writeValueAsString(Map.of("id", id, "text", text)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address(path)))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + "/api/chat/conversations" + path;
    }

    private void append(ContactEvent event) {
        transaction.executeWithoutResult(_ -> log.append(event));
    }

    private ContactId contactOf(String text) throws Exception {
        return within(
                SOON,
                () -> events(InteractionAdded.class).stream()
                        .filter(added -> added.contact() != null)
                        .filter(added -> ticketing.ticket(added.ticket()).orElseThrow().interactions().stream()
                                .anyMatch(said -> said.id().equals(added.interaction())
                                        && said.text().equals(text)))
                        .map(InteractionAdded::contact)
                        .findFirst()
                        .orElseThrow(AssertionError::new));
    }

    /// A browser's window that listens.
    private final class Window implements AutoCloseable {

        final List<JsonNode> lines = new CopyOnWriteArrayList<>();
        final List<String> states = new CopyOnWriteArrayList<>();
        private final InputStream stream;
        volatile String lastId;
        volatile String minutes = "";

        Window(String token, String lastEventId) throws Exception {
            var request = HttpRequest.newBuilder(URI.create(address("/" + token + "/events")));
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            stream = HTTP.send(request.build(), BodyHandlers.ofInputStream()).body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            var event = "";
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("event:")) {
                        event = line.substring(6);
                    } else if (line.startsWith("id:")) {
                        lastId = line.substring(3);
                    } else if (line.startsWith("data:") && event.equals("message")) {
                        lines.add(JSON.readTree(line.substring(5)));
                    } else if (line.startsWith("data:")) {
                        var standing = JSON.readTree(line.substring(5));
                        minutes = standing.path("minutes").asString("");
                        states.add(standing.get("state").asString());
                    }
                }
            } catch (java.io.IOException e) {
                // closed
            }
        }

        void awaits(String id) throws Exception {
            within(
                    SOON,
                    () -> assertThat(lines)
                            .extracting(line -> line.get("id").asString())
                            .containsOnlyOnce(id));
        }

        void awaitsState(String state) throws Exception {
            within(SOON, () -> assertThat(states).contains(state));
        }

        @Override
        public void close() throws java.io.IOException {
            stream.close();
        }
    }
}
