package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Chat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
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
    private final String day;
    private final Ledger ledger;

    /// @param day tells this day's chats from another's
    Chatter(HttpSession http, MailWriter mail, String day, Ledger ledger) {
        this.http = http;
        this.mail = mail;
        this.day = day;
        this.ledger = ledger;
    }

    void chat(Chat chat) throws InterruptedException {
        var key = "day-" + day + '-' + chat.nth();
        try {
            var token = begin(chat);
            say(token, key, "Bonjour, une question sur ma demande");
            ledger.write(chat, key, Seen.TAKEN);
            converse(chat, token, key);
        } catch (IOException e) {
            ledger.write(chat, key + ' ' + e.getMessage(), Seen.FAILED);
        }
    }

    private String begin(Chat chat) throws IOException, InterruptedException {
        var hello = Map.of("name", "Usager " + chat.nth(), "email", mail.address(chat.nth()));
        return HttpSession.read(taken(http.postUntilAnswered(CONVERSATIONS, hello)))
                .path("token")
                .asString();
    }

    private void say(String token, String id, String text) throws IOException, InterruptedException {
        taken(http.postUntilAnswered(CONVERSATIONS + '/' + token + "/messages", Map.of("id", id, "text", text)));
    }

    private static String taken(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the chat answered " + answer.statusCode() + ' ' + answer.body());
        }
        return answer.body();
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
            say(token, key + '-' + turn, "Précision nº " + turn);
        }
        http.post(CONVERSATIONS + '/' + token + "/leave", Map.of());
        listening.interrupt();
    }

    /// Puts what the city's people write into the queue, until the conversation ends.
    private void listen(String token, LinkedBlockingQueue<String> heard) {
        try (var lines = http.events(CONVERSATIONS + '/' + token + "/events")) {
            lines.filter(line -> line.startsWith("data:"))
                    .map(line -> HttpSession.read(line.substring(5)))
                    .filter(event -> event.path("from").asString("").equals("agent"))
                    .forEach(event -> heard.add(event.path("text").asString()));
        } catch (IOException | UncheckedIOException | InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
