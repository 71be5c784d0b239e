package fr.allomairies.bench.day;

import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A téléconseiller who works through the same addresses as a browser: takes offers, talks, answers, fills the ticket,
/// finishes, declines now and then, takes a break. The phone is answered by a SIP phone of its own.
final class SimulatedAgent {

    private static final long LOOK_AGAIN_MS = 2_000;
    private static final long RETRY_MS = 200;
    private static final String CONTACT = "/api/desk/contacts/";

    private final String login;
    private final HttpSession http;
    private final Random random;
    private final Counters counters;
    private final Semaphore news = new Semaphore(0);
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
        state("AVAILABLE", null);
        Thread.ofVirtual().name("agent-" + login).start(this::work);
    }

    /// No new contacts; what is in hand is finished.
    void stop() throws IOException, InterruptedException {
        working = false;
        state("OFFLINE", null);
    }

    /// The last thing that went wrong, empty when nothing did.
    String trouble() {
        return trouble;
    }

    /// Looks at the desk whenever something happened, as the browser does.
    private void work() {
        var listening = Thread.ofVirtual().name("desk-" + login).start(this::listen);
        while (working) {
            try {
                look(http.json("/api/desk"));
                news.tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                news.drainPermits();
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
                lines.filter(line -> line.startsWith("data:")).forEach(_ -> news.release());
                Thread.sleep(RETRY_MS);
            } catch (IOException | UncheckedIOException e) {
                trouble = working ? String.valueOf(e.getMessage()) : trouble;
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look(JsonNode desk) throws IOException, InterruptedException {
        for (var card : desk.path("offers")) {
            if (begun.add("offer " + card.path("contact").asString()
                    + card.path("since").asString())) {
                own(() -> answer(card));
            }
        }
        for (var card : desk.path("contacts")) {
            if (begun.add(
                    card.path("contact").asString() + ' ' + card.path("phase").asString())) {
                own(() -> handle(card));
            }
        }
        if (desk.path("state").asString().equals("PAUSED")
                && begun.add("pause " + desk.path("since").asString())) {
            own(() -> {
                think(500, 1500);
                state("AVAILABLE", null);
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
            state("PAUSED", "break");
        }
    }

    private void state(String state, @Nullable String reason) throws IOException, InterruptedException {
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
