package fr.allomairies.workspace.board.alerts;

import fr.allomairies.channels.SignedPost;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells another system of an alert, at a host that the operator allows, by a [SignedPost] with the secret of the rule.
@Component
class Webhook {

    private final AlertSettings settings;
    private final JsonMapper json;
    private final String board;
    private final SignedPost post;

    @Autowired
    Webhook(
            AlertSettings settings,
            JsonMapper json,
            Clock clock,
            @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this(settings, json, clock, publicUrl, SignedPost.ANSWER_WITHIN);
    }

    /// @param answerWithin from the connection to the end of the answer
    Webhook(AlertSettings settings, JsonMapper json, Clock clock, String publicUrl, Duration answerWithin) {
        this.settings = settings;
        this.json = json;
        this.board = publicUrl + "/board";
        this.post = new SignedPost(clock, answerWithin);
    }

    /// What the receiver of a rule's messages checks them by.
    String secret(UUID rule) {
        return SignedPost.hmac(settings.key(), "webhook:" + rule);
    }

    /// @return a code when it was not taken
    Optional<String> send(Message message, Alert alert) {
        var address = URI.create(message.target());
        if (!settings.allows(address)) {
            return Optional.of("host-not-allowed");
        }
        return post.send(address, secret(alert.rule()), message.id(), json.writeValueAsString(body(message, alert)));
    }

    private LinkedHashMap<String, @Nullable Object> body(Message message, Alert alert) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("event", message.raised() ? "alert.raised" : "alert.ended");
        body.put("alert", alert.id().toString());
        body.put("rule", alert.rule().toString());
        body.put("name", alert.name());
        body.put("figure", alert.figure().name());
        body.put("scope", alert.scope().toString());
        body.put("direction", alert.above() ? "above" : "below");
        body.put("threshold", alert.threshold());
        body.put("value", alert.value());
        body.put("raisedAt", alert.raisedAt().toString());
        body.put("endedAt", message.raised() ? null : message.madeAt().toString());
        body.put("board", board);
        return body;
    }
}
