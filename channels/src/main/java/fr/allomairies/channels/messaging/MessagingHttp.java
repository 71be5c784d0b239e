package fr.allomairies.channels.messaging;

import fr.allomairies.channels.content.FileType;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.ticketing.NewAttachment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to the APIs of providers. Answers are bounded in size and time, redirections are not followed, and our token
/// goes to the hosts of the account alone.
@Component
class MessagingHttp {

    /// What WhatsApp lets citizens send, but documents, which it lets grow to 100 MB.
    static final int LARGEST_FILE = 16_000_000;

    private static final int LARGEST_ANSWER = 1_000_000;
    private static final long ANSWERED_WITHIN = 20; // s, to the end of the body
    private static final long FETCHED_WITHIN = 60; // s
    private static final int LONGEST_NAME = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, String> ENDINGS = Map.of(
            "image/jpeg", ".jpg",
            "image/png", ".png",
            "image/webp", ".webp",
            "image/gif", ".gif",
            "image/heic", ".heic",
            "audio/ogg", ".ogg",
            "audio/mpeg", ".mp3",
            "video/mp4", ".mp4",
            "application/pdf", ".pdf",
            "text/plain", ".txt");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NEVER)
            .build();

    /// @return the provider's id of the message, or one of our own where it tells none: it has taken the message
    /// @throws Refused for good
    /// @throws Unavailable when it may be taken later
    String send(Messenger messenger, Map<String, Object> message) {
        var account = messenger.account();
        var request = HttpRequest.newBuilder(account.api(messenger.pathOfSending()))
                .header("Authorization", "Bearer " + account.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
                .build();
        var answer = ask(request, LARGEST_ANSWER, ANSWERED_WITHIN);
        var json = json(answer);
        if (answer.statusCode() / 100 != 2) {
            throw messenger
                    .refusal(answer.statusCode(), json)
                    .<RuntimeException>map(Refused::new)
                    .orElseGet(() -> new Unavailable("answered " + answer.statusCode()));
        }
        return messenger.sentId(json).orElseGet(() -> UUID.randomUUID().toString());
    }

    /// @param room for what is left of its message, in bytes
    /// @throws Refused with the code of why it is never to be had
    /// @throws Unavailable when it may be later
    NewAttachment fetch(Account account, Media media, int room) {
        var largest = Math.min(LARGEST_FILE, room);
        var address = media.byId() ? located(account, media.address(), largest) : media.address();
        var content = content(account, address, media.byId(), largest);
        var type = FileType.of(content, media.name() == null ? "" : media.name());
        if (!isAccepted(type)) {
            throw new Refused("type");
        }
        return new NewAttachment(name(media, type), type, content);
    }

    private String located(Account account, String id, int largest) {
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new Refused("gone");
        }
        var answer = found(ask(signed(account, account.api(id)).build(), LARGEST_ANSWER, ANSWERED_WITHIN));
        var file = json(answer);
        if (file.path("file_size").asLong(0) > largest) {
            throw new Refused("size");
        }
        return file.path("url").asString("");
    }

    private byte[] content(Account account, String address, boolean withToken, int largest) {
        var file = uri(address);
        if (!account.mayFetch(file)) {
            throw new Refused("host");
        }
        var request = withToken ? signed(account, file) : HttpRequest.newBuilder(file);
        var answer = found(ask(request.build(), largest, FETCHED_WITHIN));
        return answer.body();
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException _) {
            throw new Refused("host");
        }
    }

    private static HttpRequest.Builder signed(Account account, URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + account.token());
    }

    private static HttpResponse<byte[]> found(HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 200 -> answer;
            case 400, 404, 410 -> throw new Refused("gone");
            default -> throw new Unavailable("answered " + answer.statusCode());
        };
    }

    private HttpResponse<byte[]> ask(HttpRequest request, int largest, long within) {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
        try {
            return answer.get(within, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw isTooLarge(e.getCause()) ? new Refused("size") : new Unavailable("not reached");
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new Unavailable("too slow");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    /// As the limit of the JDK says it.
    private static boolean isTooLarge(@Nullable Throwable failure) {
        return failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains("exceeds capacity");
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException _) {
            return JSON.createObjectNode();
        }
    }

    private static boolean isAccepted(String type) {
        return type.matches("(image|audio|video)/.+|text/plain|application/(pdf|rtf|vnd\\..+)");
    }

    private static String name(Media media, String type) {
        var given = media.name() == null ? "" : PlainText.line(media.name(), LONGEST_NAME);
        return given.isEmpty() ? type.replaceAll("/.*", "") + ENDINGS.getOrDefault(type, "") : given;
    }
}
