package fr.allomairies.bench.day;

import fr.allomairies.bench.day.HttpSession.Event;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A téléconseiller who works through the same addresses as a browser: takes offers, talks, answers, fills the ticket,
/// finishes, declines now and then, takes a break. The phone is answered by a SIP phone of its own.
final class SimulatedAgent {

    private static final long LOOK_AGAIN_MS = 10_000;
    private static final long RETRY_MS = 200;
    private static final String CONTACT = "/api/desk/contacts/";

    private final String login;
    private final HttpSession http;
    private final Random random;
    private final Counters counters;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile boolean working = true;
    private volatile String trouble = "";

    /// What the agents did, over all of them.
    record Counters(AtomicInteger accepted, AtomicInteger declined, AtomicInteger finished, AtomicInteger breaks) {

        Counters() {
            this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }
    }

    SimulatedAgent(URI base, String login, String password, long seed, Counters counters)
            throws IOException, InterruptedException {
        this.login = login;
        this.http = HttpSession.signIn(base, login, password);
        this.random = new Random(seed);
        this.counters = counters;
    }

    Sipp.Account phone() throws IOException, InterruptedException {
        return Hiring.phone(http);
    }

    void start() throws IOException, InterruptedException {
        enter("AVAILABLE", null);
        Thread.ofVirtual().name("agent-" + login).start(this::work);
    }

    /// No new contacts; what is in hand is finished.
    void stop() throws IOException, InterruptedException {
        working = false;
        enter("OFFLINE", null);
    }

    /// The last thing that went wrong, empty when nothing did.
    String trouble() {
        return trouble;
    }

    /// Follows the desk's events as the browser does, and now and then looks at the whole, as it does after a break.
    private void work() {
        var listening = Thread.ofVirtual().name("desk-" + login).start(this::listen);
        while (working) {
            try {
                look();
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            } catch (InterruptedException _) {
                break;
            }
        }
        listening.interrupt();
    }

    private void listen() {
        while (working) {
            try (var lines = http.events("/api/desk/events")) {
                look();
                for (var told = HttpSession.told(lines).iterator(); working && told.hasNext(); ) {
                    hear(told.next());
                }
                Thread.sleep(RETRY_MS);
            } catch (IOException | UncheckedIOException e) {
                trouble = working ? String.valueOf(e.getMessage()) : trouble;
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void hear(Event told) throws IOException, InterruptedException {
        var data = told.data();
        switch (told.name()) {
            case "offer" -> offered(data);
            case "contact" -> inHand(data);
            case "state" ->
                state(data.path("state").asString(), data.path("since").asString());
            case "message", "ticket" -> readTicket(data);
            case "resync" -> look();
            default -> {}
        }
    }

    private void look() throws IOException, InterruptedException {
        var desk = http.json("/api/desk");
        desk.path("offers").forEach(this::offered);
        desk.path("contacts").forEach(this::inHand);
        state(desk.path("state").asString(), desk.path("since").asString());
    }

    private void offered(JsonNode card) {
        if (begun.add(
                "offer " + card.path("contact").asString() + card.path("since").asString())) {
            own(() -> answer(card));
        }
    }

    private void inHand(JsonNode card) {
        if (!card.path("gone").asBoolean()
                && begun.add(card.path("contact").asString()
                        + ' '
                        + card.path("phase").asString())) {
            own(() -> {
                readTicket(card);
                handle(card);
            });
        }
    }

    /// It may have gone to somebody else meanwhile.
    private void readTicket(JsonNode named) throws IOException, InterruptedException {
        http.get("/api/desk/tickets/" + named.path("ticket").asString());
    }

    private void state(String state, String since) {
        if (state.equals("PAUSED") && begun.add("pause " + since)) {
            own(() -> {
                think(500, 1500);
                enter("AVAILABLE", null);
            });
        }
    }

    private void answer(JsonNode card) throws IOException, InterruptedException {
        var contact = card.path("contact").asString();
        if (chance(2)) {
            http.post("/api/desk/offers/" + contact + "/decline", Map.of());
            counters.declined.incrementAndGet();
        } else if (!card.path("channel").asString().equals("voice")) {
            think(100, 500);
            var answer = http.post("/api/desk/offers/" + contact + "/accept", Map.of());
            if (answer.statusCode() < 300) {
                counters.accepted.incrementAndGet();
            }
        }
    }

    private void handle(JsonNode card) throws IOException, InterruptedException {
        switch (card.path("phase").asString()) {
            case "IN_CONVERSATION" -> converse(card);
            case "WRAP_UP" -> wrapUp(card);
            default -> {}
        }
    }

    private void converse(JsonNode card) throws IOException, InterruptedException {
        var contact = card.path("contact").asString();
        switch (card.path("channel").asString()) {
            case "voice" -> {
                think(1000, 4000);
                hangUp(contact);
            }
            case "email" -> {
                think(500, 2500);
                say(contact, "Bonjour, votre demande est bien prise en compte. Bien cordialement, Allo Mairies");
                finish(contact, "answered", true);
            }
            case "report" -> {
                think(300, 1500);
                http.post(
                        "/api/desk/tickets/" + card.path("ticket").asString() + "/hand-over",
                        Map.of("service", "voirie", "note", "À traiter"));
                finish(contact, "handed-over", false);
            }
            default -> chat(contact);
        }
    }

    /// Answers as long as the citizen may write. It is he who leaves, and then the wrap-up begins.
    private void chat(String contact) throws IOException, InterruptedException {
        for (int turn = 1; turn <= 4; turn++) {
            think(300, 1500);
            say(contact, "Bonjour, je regarde cela avec vous (" + turn + ")");
        }
    }

    /// The citizen may hang up in the same moment: only a call that is still there is a trouble.
    private void hangUp(String contact) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= 20; attempt++) {
            var answer = http.post(CONTACT + contact + "/end", Map.of());
            if (answer.statusCode() < 300 || !isTalking(contact)) {
                return;
            }
            trouble = "hanging up answered " + answer.statusCode() + ' ' + answer.body();
            Thread.sleep(RETRY_MS);
        }
    }

    private boolean isTalking(String contact) throws IOException, InterruptedException {
        return http.json("/api/desk")
                .path("contacts")
                .valueStream()
                .anyMatch(card -> card.path("contact").asString().equals(contact)
                        && card.path("phase").asString().equals("IN_CONVERSATION"));
    }

    private void wrapUp(JsonNode card) throws IOException, InterruptedException {
        think(200, 900);
        http.post(
                "/api/desk/tickets/" + card.path("ticket").asString() + "/notes",
                Map.of("text", "Appel traité", "key", login + '-' + System.nanoTime()));
        finish(card.path("contact").asString(), "information", true);
    }

    private void say(String contact, String text) throws IOException, InterruptedException {
        http.post(CONTACT + contact + "/messages", Map.of("text", text, "key", login + '-' + System.nanoTime()));
    }

    private void finish(String contact, String disposition, boolean resolve) throws IOException, InterruptedException {
        var answer = http.post(CONTACT + contact + "/finish", Map.of("disposition", disposition, "resolve", resolve));
        if (answer.statusCode() < 300) {
            counters.finished.incrementAndGet();
        }
        if (working && chance(2)) {
            counters.breaks.incrementAndGet();
            enter("PAUSED", "break");
        }
    }

    private void enter(String state, @Nullable String reason) throws IOException, InterruptedException {
        http.post(
                "/api/desk/state", reason == null ? Map.of("state", state) : Map.of("state", state, "reason", reason));
    }

    private void think(int fromMs, int toMs) throws InterruptedException {
        Thread.sleep(draw(fromMs, toMs));
    }

    private synchronized int draw(int from, int to) {
        return from + random.nextInt(to - from);
    }

    private boolean chance(int percent) {
        return draw(0, 100) < percent;
    }

    private void own(Task task) {
        Thread.ofVirtual().name("task-" + login).start(() -> {
            try {
                task.run();
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }
}
