package fr.allomairies.channels.messaging;

import fr.allomairies.channels.messaging.Told.Mark;
import fr.allomairies.channels.messaging.Told.Marked;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.channels.messaging.Told.Nothing;
import fr.allomairies.channels.messaging.Told.ReadUntil;
import fr.allomairies.channels.messaging.Told.Said;
import fr.allomairies.channels.wording.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Messages to the city's page at Facebook, by the Messenger Platform. docs/channels.md names the pages that its shapes
/// are from.
@Component
class FacebookMessenger extends Messenger {

    private static final Set<String> FILES = Set.of("image", "audio", "video", "file");
    private static final Duration WEEK = Duration.ofDays(7);

    private final FacebookSettings settings;
    private final Wording wording;

    FacebookMessenger(FacebookSettings settings, Parties parties, ProviderEvents events, Wording wording, Clock clock) {
        super("messenger", settings.account(), parties, events, clock);
        this.settings = settings;
        this.wording = wording;
    }

    /// What our page sends comes back as an echo.
    @Override
    List<Piece> pieces(JsonNode call) {
        var pieces = new ArrayList<Piece>();
        for (var entry : call.path("entry")) {
            for (var event : entry.path("messaging")) {
                var from = text(event.path("sender"), "id");
                var ours = text(event.path("recipient"), "id").equals(account().id());
                var echo = event.path("message").path("is_echo").asBoolean(false);
                if (ours && !echo && !from.isEmpty()) {
                    var isSaid = event.has("message") || event.has("postback") || event.has("reaction");
                    pieces.add(new Piece(id(event, from), isSaid ? from : null, event));
                }
            }
        }
        return pieces;
    }

    private static String id(JsonNode event, String from) {
        var mid = text(event.path("message"), "mid") + text(event.path("postback"), "mid");
        var kind = List.of("message", "postback", "delivery", "read", "reaction").stream()
                .filter(event::has)
                .findFirst()
                .orElse("other");
        return mid.isEmpty()
                ? String.join(
                        ":",
                        kind,
                        from,
                        text(event, "timestamp"),
                        text(event.path(kind), "watermark"),
                        text(event.path(kind), "mid"))
                : mid;
    }

    @Override
    Told read(JsonNode event) {
        if (event.has("message")) {
            return said(event, event.path("message"));
        }
        if (event.has("postback")) {
            return said(event, text(event.path("postback"), "title"), List.of(), true);
        }
        if (event.has("reaction")) {
            var reaction = event.path("reaction");
            return text(reaction, "action").equals("react")
                    ? said(
                            event,
                            wording.of("channels.messaging.reaction", "fr", text(reaction, "emoji")),
                            List.of(),
                            false)
                    : new Nothing();
        }
        if (event.has("delivery")) {
            var ids = new ArrayList<String>();
            event.path("delivery").path("mids").forEach(mid -> ids.add(mid.asString("")));
            return new Marked(ids, Mark.DELIVERED, null);
        }
        return event.has("read")
                ? new ReadUntil(
                        text(event.path("sender"), "id"), at(event.path("read").path("watermark")))
                : new Nothing();
    }

    private Told said(JsonNode event, JsonNode message) {
        var words = new ArrayList<String>();
        words.add(text(message, "text"));
        var media = new ArrayList<Media>();
        for (var attachment : message.path("attachments")) {
            var type = text(attachment, "type");
            var payload = attachment.path("payload");
            if (FILES.contains(type) && payload.has("url")) {
                media.add(new Media(text(payload, "url"), false, null));
            } else if (type.equals("location")) {
                var spot = payload.path("coordinates");
                words.add(position(
                        wording,
                        spot.path("lat").asString(""),
                        spot.path("long").asString(""),
                        text(attachment, "title"),
                        ""));
            } else {
                words.add(wording.of("channels.messaging.unsupported", "fr"));
            }
        }
        words.removeIf(String::isEmpty);
        if (words.isEmpty() && media.isEmpty()) {
            words.add(wording.of("channels.messaging.unsupported", "fr"));
        }
        return said(event, String.join("\n", words), media, true);
    }

    private static Said said(JsonNode event, String words, List<Media> media, boolean opens) {
        var from = text(event.path("sender"), "id");
        return new Said(id(event, from), null, null, at(event.path("timestamp")), words, media, opens);
    }

    private static Instant at(JsonNode millis) {
        return Instant.ofEpochMilli(millis.asLong(0));
    }

    /// What the house itself says is no answer of a person.
    @Override
    Way way(Instant heardAt, Instant now, boolean automatic) {
        if (heardAt.plus(DAY).isAfter(now)) {
            return Way.FREELY;
        }
        return settings.humanAgent() && !automatic && heardAt.plus(WEEK).isAfter(now) ? Way.LATE : Way.NOT;
    }

    @Override
    String pathOfSending() {
        return account().id() + "/messages";
    }

    @Override
    Map<String, Object> message(String party, Text text, Way way) {
        var recipient = Map.of("id", party);
        var message = Map.of("text", text.words());
        return way == Way.LATE
                ? Map.of(
                        "recipient",
                        recipient,
                        "messaging_type",
                        "MESSAGE_TAG",
                        "tag",
                        "HUMAN_AGENT",
                        "message",
                        message)
                : Map.of("recipient", recipient, "messaging_type", "RESPONSE", "message", message);
    }

    @Override
    Optional<String> sentId(JsonNode answer) {
        return Optional.of(text(answer, "message_id")).filter(id -> !id.isEmpty());
    }

    @Override
    Optional<String> refusal(JsonNode answer) {
        var error = answer.path("error");
        return switch (text(error, "code") + "/" + text(error, "error_subcode")) {
            case "10/2018278" -> Optional.of("window-over");
            case "551/1545041", "100/2018001", "200/1545041" -> Optional.of("not-reachable");
            case String other when other.startsWith("100/") -> Optional.of("refused");
            default -> Optional.empty();
        };
    }

    @Override
    int longest() {
        return 2000;
    }
}
