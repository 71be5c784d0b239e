package fr.allomairies.bench.calls;

import fr.allomairies.bench.day.Hiring;
import fr.allomairies.bench.day.HttpSession;
import fr.allomairies.bench.day.HttpSession.Event;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An agent whose phone answers by itself, and who finishes each call as soon as it is over. Asks the server for what
/// the desk's page asks it: for the desk when the stream begins, for the ticket of a new contact and of one that
/// changes; all else comes by the stream.
final class Seat {

    private static final long RETRY_MS = 200;

    private final HttpSession http;
    private final Set<String> inHand = new HashSet<>();
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

    /// A phone that was late for once is no reason to stay away.
    private void work() {
        while (open) {
            try (var news = http.events("/api/desk/events")) {
                look();
                for (var told = HttpSession.told(news).iterator(); open && told.hasNext(); ) {
                    hear(told.next());
                }
                Thread.sleep(RETRY_MS);
            } catch (IOException | UncheckedIOException _) {
                // the next turn connects again
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look() throws IOException, InterruptedException {
        var desk = http.json("/api/desk");
        for (var card : desk.path("contacts")) {
            contact(card);
        }
        beAvailable(desk.path("state").asString());
    }

    private void hear(Event told) throws IOException, InterruptedException {
        switch (told.name()) {
            case "contact" -> contact(told.data());
            case "message", "ticket" -> readTicket(told.data());
            case "state" -> beAvailable(told.data().path("state").asString());
            case "resync" -> look();
            default -> {
                // shown, and nothing to be asked
            }
        }
    }

    private void contact(JsonNode card) throws IOException, InterruptedException {
        var phase = card.path("phase").asString();
        if (phase.equals("WRAP_UP")) {
            finish(card);
        } else if (phase.equals("IN_CONVERSATION")
                && inHand.add(card.path("contact").asString())) {
            readTicket(card);
        }
    }

    private void readTicket(JsonNode news) throws IOException, InterruptedException {
        http.json("/api/desk/tickets/" + news.path("ticket").asString());
    }

    private void beAvailable(String state) throws IOException, InterruptedException {
        if (state.equals("PAUSED") || state.equals("OFFLINE")) {
            http.post("/api/desk/state", Map.of("state", "AVAILABLE"));
        }
    }

    private void finish(JsonNode card) throws IOException, InterruptedException {
        inHand.remove(card.path("contact").asString());
        http.post(
                "/api/desk/contacts/" + card.path("contact").asString() + "/finish",
                Map.of("disposition", "information", "resolve", true));
    }
}
