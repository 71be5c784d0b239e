package fr.allomairies.channels.messaging;

import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.messaging.Told.Mark;
import fr.allomairies.channels.messaging.Told.Marked;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.channels.messaging.Told.Nothing;
import fr.allomairies.channels.messaging.Told.Said;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.PhoneNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// WhatsApp, by the Cloud API of its Business Platform. docs/channels.md names the pages that its shapes are from.
@Component
class WhatsApp extends Messenger {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FILES = Set.of("image", "document", "audio", "video", "sticker");

    /// They are told again where somebody means them.
    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("131047", "window-over"),
            Map.entry("131026", "not-reachable"),
            Map.entry("131021", "not-reachable"),
            Map.entry("131030", "refused"),
            Map.entry("131008", "refused"),
            Map.entry("131009", "refused"),
            Map.entry("131051", "refused"),
            Map.entry("100", "refused"),
            Map.entry("132000", "template-refused"),
            Map.entry("132001", "template-refused"),
            Map.entry("132005", "template-refused"),
            Map.entry("132007", "template-refused"),
            Map.entry("132012", "template-refused"),
            Map.entry("132015", "template-refused"),
            Map.entry("132016", "template-refused"));

    private final WhatsAppSettings settings;
    private final Wording wording;

    WhatsApp(WhatsAppSettings settings, Parties parties, ProviderEvents events, Wording wording, Clock clock) {
        super("whatsapp", settings.account(), parties, events, clock);
        this.settings = settings;
        this.wording = wording;
    }

    @Override
    List<Piece> pieces(JsonNode call) {
        var pieces = new ArrayList<Piece>();
        for (var entry : call.path("entry")) {
            for (var change : entry.path("changes")) {
                if (change.path("field").asString("").equals("messages")) {
                    add(change.path("value"), pieces);
                }
            }
        }
        return pieces;
    }

    /// An app of the city may have other numbers, which are none of ours.
    private void add(JsonNode value, List<Piece> pieces) {
        if (!text(value.path("metadata"), "phone_number_id").equals(account().id())) {
            return;
        }
        for (var message : value.path("messages")) {
            var from = text(message, "from");
            var id = text(message, "id");
            var known = !from.isEmpty() && !id.isEmpty();
            var piece = JSON.createObjectNode();
            piece.set("message", message);
            piece.put("name", name(value, from));
            pieces.add(new Piece(known ? id : message.toString(), known ? from : null, piece));
        }
        for (var status : value.path("statuses")) {
            var id = text(status, "id") + ":" + text(status, "status");
            var piece = JSON.createObjectNode();
            piece.set("status", status);
            pieces.add(new Piece(id, null, piece));
        }
    }

    private static String name(JsonNode value, String from) {
        return StreamSupport.stream(value.path("contacts").spliterator(), false)
                .filter(contact -> text(contact, "wa_id").equals(from))
                .map(contact -> text(contact.path("profile"), "name"))
                .findFirst()
                .orElse("");
    }

    @Override
    Told read(JsonNode piece) {
        return piece.has("message") ? said(piece.path("message"), text(piece, "name")) : marked(piece.path("status"));
    }

    private Told said(JsonNode message, String name) {
        var type = text(message, "type");
        if (type.equals("system") || type.equals("request_welcome")) {
            return new Nothing();
        }
        var content = message.path(type);
        var media = FILES.contains(type)
                ? List.of(new Media(text(content, "id"), true, nonEmpty(text(content, "filename"))))
                : List.<Media>of();
        return new Said(
                text(message, "id"),
                nonEmpty(PlainText.line(name, LONGEST_NAME)),
                phone(text(message, "from")),
                at(text(message, "timestamp")),
                words(type, message, content),
                media,
                !type.equals("reaction"));
    }

    private String words(String type, JsonNode message, JsonNode content) {
        return switch (type) {
            case "text" -> text(content, "body");
            case "image", "document", "audio", "video", "sticker" -> text(content, "caption");
            case "location" ->
                position(
                        wording,
                        content.path("latitude").asString(""),
                        content.path("longitude").asString(""),
                        text(content, "name"),
                        text(content, "address"));
            case "button" -> text(content, "text");
            case "interactive" ->
                text(content.path("button_reply"), "title") + text(content.path("list_reply"), "title");
            case "reaction" -> wording.of("channels.messaging.reaction", "fr", text(content, "emoji"));
            case "contacts" -> contacts(message.path("contacts"));
            default -> wording.of("channels.messaging.unsupported", "fr");
        };
    }

    private String contacts(JsonNode contacts) {
        var written = new ArrayList<String>();
        for (var contact : contacts) {
            var numbers = StreamSupport.stream(contact.path("phones").spliterator(), false)
                    .map(phone -> text(phone, "phone"));
            written.add(Stream.concat(Stream.of(text(contact.path("name"), "formatted_name")), numbers)
                    .filter(part -> !part.isEmpty())
                    .reduce((one, other) -> one + ", " + other)
                    .orElse(""));
        }
        return wording.of("channels.messaging.contact", "fr", String.join("; ", written));
    }

    private static Told marked(JsonNode status) {
        var mark = switch (text(status, "status")) {
            case "sent" -> Mark.SENT;
            case "delivered" -> Mark.DELIVERED;
            case "read", "played" -> Mark.READ;
            case "failed" -> Mark.FAILED;
            default -> null;
        };
        if (mark == null) {
            return new Nothing();
        }
        var reason = mark == Mark.FAILED
                ? REFUSALS.getOrDefault(
                        status.path("errors").path(0).path("code").asString(""), "not-delivered")
                : null;
        return new Marked(List.of(text(status, "id")), mark, reason);
    }

    private static @Nullable PhoneNumber phone(String from) {
        return from.matches("[1-9][0-9]{6,14}") ? new PhoneNumber("+" + from) : null;
    }

    private static Instant at(String seconds) {
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
    }

    @Override
    Way way(Instant heardAt, Instant now, boolean automatic) {
        if (heardAt.plus(DAY).isAfter(now)) {
            return Way.FREELY;
        }
        return settings.template().isBlank() ? Way.NOT : Way.BY_TEMPLATE;
    }

    @Override
    String pathOfSending() {
        return account().id() + "/messages";
    }

    @Override
    Map<String, Object> message(String party, Text text, Way way) {
        return way == Way.BY_TEMPLATE
                ? Map.of(
                        "messaging_product", "whatsapp",
                        "recipient_type", "individual",
                        "to", party,
                        "type", "template",
                        "template", template(text))
                : Map.of(
                        "messaging_product", "whatsapp",
                        "recipient_type", "individual",
                        "to", party,
                        "type", "text",
                        "text", Map.of("preview_url", false, "body", text.words()));
    }

    private Map<String, Object> template(Text text) {
        return Map.of(
                "name", settings.template(),
                "language", Map.of("code", settings.templateLanguage()),
                "components",
                        List.of(Map.of(
                                "type",
                                "body",
                                "parameters",
                                List.of(variable(text.number()), variable(text.tracking())))));
    }

    private static Map<String, Object> variable(String value) {
        return Map.of("type", "text", "text", value);
    }

    @Override
    Optional<String> sentId(JsonNode answer) {
        return Optional.of(text(answer.path("messages").path(0), "id")).filter(id -> !id.isEmpty());
    }

    @Override
    Optional<String> refusal(JsonNode error) {
        return Optional.ofNullable(REFUSALS.get(error.path("error").path("code").asString("")));
    }

    @Override
    int longest() {
        return 4096;
    }
}
