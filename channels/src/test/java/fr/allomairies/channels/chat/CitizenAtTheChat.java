package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.ticketing.TicketView;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A citizen at the chat, by HTTP as his browser has it.
abstract class CitizenAtTheChat extends OnRealServers {

    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Chat chat;

    ContactId contact(String token) {
        return chat.conversation(token).contact();
    }

    TicketView ticket(String token) {
        return ticketing.byContact(contact(token)).orElseThrow();
    }

    static List<String> texts(TicketView ticket) {
        return ticket.interactions().stream().map(TicketView.Interaction::text).toList();
    }

    <E extends Event> List<E> events(ContactId contact, Class<E> type) {
        Stream<Event> all = log.of(contact).stream();
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    String start(String language) throws Exception {
        var answer = post("", JSON.writeValueAsString(Map.of("name", "Jeanne", "language", language)));
        return JSON.readTree(answer.body()).get("token").asString();
    }

    HttpResponse<String> say(String token, String id, String text) throws Exception {
        var answer = post("/" + token + "/messages", JSON.writeValueAsString(Map.of("id", id, "text", text)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer;
    }

    HttpResponse<String> post(String path, String body) throws Exception {
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
    final class Window implements AutoCloseable {

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
