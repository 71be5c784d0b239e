package fr.allomairies.bench.calls;

import fr.allomairies.bench.day.Hiring;
import fr.allomairies.bench.day.HttpSession;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An agent whose phone answers by itself, and who finishes each call as soon as it is over. Works through the same
/// addresses as a browser.
final class Seat {

    private static final long RETRY_MS = 200;

    private final HttpSession http;
    private volatile boolean open = true;

    private Seat(HttpSession http) {
        this.http = http;
    }

    static Seat hire(HttpSession administrator, URI web, String login) throws IOException, InterruptedException {
        var password = UUID.randomUUID().toString();
        var skills = Hiring.SKILLS.stream()
                .map(skill -> Map.<String, Object>of("skill", skill, "level", 3))
                .toList();
        Hiring.account(administrator, login, password, skills);
        return new Seat(HttpSession.signIn(web, login, password));
    }

    Sipp.Account phone() throws IOException, InterruptedException {
        return Hiring.phone(http);
    }

    void open() {
        Thread.ofVirtual().name("seat").start(this::work);
    }

    void close() {
        open = false;
    }

    /// Looks at the desk whenever something happened. A phone that was late for once is no reason to stay away.
    private void work() {
        while (open) {
            try (var news = http.events("/api/desk/events")) {
                look();
                news.filter(line -> line.startsWith("data:"))
                        .takeWhile(_ -> open)
                        .forEach(_ -> look());
                Thread.sleep(RETRY_MS);
            } catch (IOException | UncheckedIOException _) {
                // the next turn connects again
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look() {
        try {
            var desk = http.json("/api/desk");
            for (var card : desk.path("contacts")) {
                if (card.path("phase").asString().equals("WRAP_UP")) {
                    finish(card);
                }
            }
            var state = desk.path("state").asString();
            if (state.equals("PAUSED") || state.equals("OFFLINE")) {
                http.post("/api/desk/state", Map.of("state", "AVAILABLE"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(JsonNode card) throws IOException, InterruptedException {
        http.post(
                "/api/desk/contacts/" + card.path("contact").asString() + "/finish",
                Map.of("disposition", "information", "resolve", true));
    }
}
