package fr.allomairies.workspace.board.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells another system of an alert: JSON by POST, signed, to a host that the operator allows. `Allo-Signature` is the
/// HMAC-SHA256, in hex, of `Allo-Timestamp`, a dot and the body, by the secret of the rule; `Allo-Delivery` is the same
/// when the same message comes again.
@Component
class Webhook {

    private static final String HMAC = "HmacSHA256";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final AlertSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final String board;
    private final Duration answerWithin;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(Redirect.NEVER)
            .build();

    @Autowired
    Webhook(
            AlertSettings settings,
            JsonMapper json,
            Clock clock,
            @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this(settings, json, clock, publicUrl, ANSWER_WITHIN);
    }

    /// @param answerWithin from the connection to the end of the answer
    Webhook(AlertSettings settings, JsonMapper json, Clock clock, String publicUrl, Duration answerWithin) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.board = publicUrl + "/board";
        this.answerWithin = answerWithin;
    }

    /// What the receiver of a rule's messages checks them by.
    String secret(UUID rule) {
        return hmac(settings.key(), "webhook:" + rule);
    }

    /// @return a code when it was not taken
    Optional<String> send(Message message, Alert alert) {
        var address = URI.create(message.target());
        if (!settings.allows(address)) {
            return Optional.of("host-not-allowed");
        }
        var body = json.writeValueAsString(body(message, alert));
        var time = Long.toString(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Allo-Delivery", message.id().toString())
                .header("Allo-Timestamp", time)
                .header("Allo-Signature", "sha256=" + hmac(secret(alert.rule()), time + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    /// The time of the request itself would end with the headers, and some receivers never end their body.
    private Optional<String> send(HttpRequest request) {
        var exchange = http.sendAsync(request, BodyHandlers.discarding());
        try {
            var status =
                    exchange.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("http-" + status);
        } catch (TimeoutException _) {
            exchange.cancel(true);
            return Optional.of("no-answer");
        } catch (ExecutionException _) {
            return Optional.of("unreachable");
        } catch (InterruptedException _) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
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

    static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
