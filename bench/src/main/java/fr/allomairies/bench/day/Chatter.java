package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Chat;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Citizens who chat, as the widget does: a conversation, a stream of events, messages with ids of their own.
final class Chatter {

    private static final Duration PATIENCE_IN_CONVERSATION = Duration.ofSeconds(15);
    private static final String CONVERSATIONS = "/api/chat/conversations";

    private final HttpSession http;
    private final MailWriter mail;
    private final Ledger ledger;

    Chatter(HttpSession http, MailWriter mail, Ledger ledger) {
        this.http = http;
        this.mail = mail;
        this.ledger = ledger;
    }

    void chat(Chat chat) throws InterruptedException {
        var key = "chat " + chat.nth();
        try {
            var answer = http.post(
                    CONVERSATIONS,
                    Map.of(
                            "id",
                            "day-" + chat.nth() + '-' + System.nanoTime(),
                            "name",
                            "Usager " + chat.nth(),
                            "email",
                            mail.address(chat.nth()),
                            "text",
                            "Bonjour, une question sur ma demande"));
            if (answer.statusCode() / 100 != 2) {
                ledger.write(chat, key + " status " + answer.statusCode(), Seen.FAILED);
                return;
            }
            var begun = HttpSession.read(answer.body());
            var token = begun.path("token").asString();
            ledger.write(chat, begun.path("conversation").asString(), Seen.TAKEN);
            converse(chat, token, begun.path("conversation").asString());
        } catch (IOException e) {
            ledger.write(chat, key + ' ' + e.getMessage(), Seen.FAILED);
        }
    }

    private void converse(Chat chat, String token, String key) throws IOException, InterruptedException {
        var heard = new LinkedBlockingQueue<String>();
        var listening = Thread.ofVirtual().start(() -> listen(token, heard));
        var patience = chat.patience();
        for (int turn = 1; turn <= chat.turns(); turn++) {
            if (heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS) == null) {
                break;
            }
            ledger.write(chat, key, Seen.ANSWERED);
            patience = PATIENCE_IN_CONVERSATION;
            http.post(
                    CONVERSATIONS + '/' + token + "/messages",
                    Map.of("id", key + '-' + turn, "text", "Précision nº " + turn));
        }
        http.post(CONVERSATIONS + '/' + token + "/leave", Map.of());
        listening.interrupt();
    }

    /// Puts what the city's people write into the queue, until the conversation ends.
    private void listen(String token, LinkedBlockingQueue<String> heard) {
        try (var lines = http.events(CONVERSATIONS + '/' + token + "/events")) {
            lines.filter(line -> line.startsWith("data:"))
                    .map(line -> HttpSession.read(line.substring(5)))
                    .filter(event -> event.path("author").asString("").equals("agent"))
                    .forEach(event -> heard.add(event.path("text").asString()));
        } catch (IOException | InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
