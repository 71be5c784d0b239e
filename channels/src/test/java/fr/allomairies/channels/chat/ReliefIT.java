package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.ticketing.TicketView;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The assistant beside the queue, in a city where people answer first.
class ReliefIT extends OnRealServers {

    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final AgentId AMINA = new AgentId("amina");

    @LocalServerPort
    int port;

    @Autowired
    Chat chat;

    @Autowired
    Relief relief;

    @Test
    void theRequestOfWhoWaitsGoesOnInWritingWithoutHisPlaceBeingLostBefore() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Bonjour, le lampadaire devant chez moi ne marche plus");
        var contact = contact(token);
        try (var window = new Window(token)) {
            window.awaits(1);
            relief.takeOver(contact);
            relief.takeOver(contact);
            window.awaits(3);
            assertThat(text(window, 1)).contains("Tous nos téléconseillers sont occupés", "une machine", "conseiller");
            assertThat(text(window, 2)).contains("Où est-ce");
            say(token, "message-2", "12 rue Masséna à Nice");
            assertThat(relief.done(List.of(contact))).isEmpty();
            say(token, "message-3", "depuis mardi");
            window.awaits(7);
            assertThat(text(window, 6))
                    .contains(
                            "votre demande porte le numéro "
                                    + ticket(token).summary().number(),
                            "gardez ce numéro");
            assertThat(window.speakers())
                    .containsExactly(
                            "citizen", "assistant", "assistant", "citizen", "assistant", "citizen", "assistant");
            assertThat(window.states).containsOnly("WAITING");
        }
        assertThat(texts(ticket(token))).contains("12 rue Masséna à Nice", "depuis mardi");
        assertThat(relief.done(List.of(contact))).containsExactly(contact);

        leaveQueue(contact);

        within(
                SOON,
                () -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.OVERFLOWED)));
        var ticket = ticket(token);
        assertThat(events(ContactQueued.class))
                .filteredOn(queued -> queued.ticket().equals(ticket.summary().id()))
                .extracting(queued -> queued.channel().value())
                .isEqualTo(List.of("chat", "web"));
        assertThat(texts(ticket).getLast()).contains("> Où : 12 rue Masséna, Nice", "> Depuis quand : depuis mardi");
    }

    @Test
    void whoAsksForAPersonKeepsHisPlaceAndHearsNoMoreOfTheMachine() throws Exception {
        var token = start("fr");
        say(token, "message-1", "ma poubelle n'a pas été vidée");
        var contact = contact(token);
        relief.takeOver(contact);
        say(token, "message-2", "conseiller");
        say(token, "message-3", "j'attends");
        relief.takeOver(contact);

        assertThat(events(contact, AssistantReplied.class)).hasSize(2);
        assertThat(relief.done(List.of(contact))).isEmpty();
        assertThat(texts(ticket(token))).contains("conseiller", "j'attends");
        try (var window = new Window(token)) {
            window.awaits(6);
            assertThat(text(window, 4)).startsWith("Vous gardez votre place").doesNotContain("Je vous passe");
            assertThat(window.states).containsOnly("WAITING");
        }
    }

    @Test
    void whoseAnswerIsEnoughIsServedByTheAssistant() throws Exception {
        var reported = start("fr");
        say(reported, "message-1", "il y a un tag sur le mur de l'école");
        var number = ticket(reported).summary().number();
        var token = start("fr");
        say(token, "message-1", "où en est ma demande " + number + " ?");
        var contact = contact(token);
        relief.takeOver(contact);
        say(token, "message-2", "oui merci");

        assertThat(relief.done(List.of(contact, contact(reported)))).containsExactly(contact);
        leaveQueue(contact);
        within(
                SOON,
                () -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SELF_SERVED)));
    }

    @Test
    void whoIsInDangerIsToldWhomToCallAndWaitsOn() throws Exception {
        var token = start("fr");
        say(token, "message-1", "ça sent le gaz dans l'escalier");
        var contact = contact(token);
        relief.takeOver(contact);

        try (var window = new Window(token)) {
            window.awaits(3);
            assertThat(text(window, 2)).contains("112", "Vous gardez votre place");
        }
        assertThat(relief.done(List.of(contact))).isEmpty();
    }

    @Test
    void isNotForWhoHasSpokenToAPersonNorForAnotherLanguage() throws Exception {
        var english = start("en");
        say(english, "message-1", "Hello, where is the library?");
        relief.takeOver(contact(english));
        assertThat(events(contact(english), AssistantReplied.class)).isEmpty();

        var token = start("fr");
        say(token, "message-1", "ma poubelle n'a pas été vidée");
        var contact = contact(token);
        relief.takeOver(contact);
        transaction.executeWithoutResult(_ -> {
            log.append(new OfferAccepted(Instant.now(), contact, AMINA));
            log.append(new ContactTakenBack(Instant.now(), contact, AMINA, TakeBackReason.SUPERVISOR));
        });
        say(token, "message-2", "rue de France à Nice");
        assertThat(events(contact, AssistantReplied.class)).hasSize(1);
        assertThat(relief.done(List.of(contact))).isEmpty();
    }

    private void leaveQueue(ContactId contact) {
        transaction.executeWithoutResult(_ -> log.append(new ContactOverflowed(
                Instant.now(), contact, "chats", ContactOverflowed.ASSISTANT, OverflowReason.CHOSEN)));
    }

    private static String text(Window window, int line) {
        return window.lines.get(line).get("text").asString();
    }

    private ContactId contact(String token) {
        return chat.conversation(token).contact();
    }

    private TicketView ticket(String token) {
        return ticketing.byContact(contact(token)).orElseThrow();
    }

    private static List<String> texts(TicketView ticket) {
        return ticket.interactions().stream().map(TicketView.Interaction::text).toList();
    }

    private <E extends Event> List<E> events(ContactId contact, Class<E> type) {
        Stream<Event> all = log.of(contact).stream();
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    private String start(String language) throws Exception {
        var answer = post("", JSON.writeValueAsString(Map.of("name", "Jeanne", "language", language)));
        return JSON.readTree(answer.body()).get("token").asString();
    }

    private HttpResponse<String> say(String token, String id, String text) throws Exception {
        var answer = post("/" + token + "/messages", JSON.writeValueAsString(Map.of("id", id, "text", text)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer;
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/chat/conversations" + path);
    }

    /// A browser's window that listens.
    private final class Window implements AutoCloseable {

        final List<JsonNode> lines = new CopyOnWriteArrayList<>();
        final List<String> states = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;
        private String event = "";

        Window(String token) throws Exception {
            var request =
                    HttpRequest.newBuilder(address("/" + token + "/events")).build();
            stream = HTTP.send(request, BodyHandlers.ofLines()).body();
            Thread.ofVirtual().start(this::listen);
        }

        private void listen() {
            try {
                stream.forEach(this::read);
            } catch (UncheckedIOException _) {
                // closed
            }
        }

        private void read(String line) {
            if (line.startsWith("event:")) {
                event = line.substring(6);
            } else if (line.startsWith("data:") && event.equals("message")) {
                lines.add(JSON.readTree(line.substring(5)));
            } else if (line.startsWith("data:")) {
                states.add(JSON.readTree(line.substring(5)).get("state").asString());
            }
        }

        List<String> speakers() {
            return lines.stream().map(line -> line.get("from").asString()).toList();
        }

        void awaits(int many) throws Exception {
            within(SOON, () -> assertThat(lines).hasSize(many));
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
