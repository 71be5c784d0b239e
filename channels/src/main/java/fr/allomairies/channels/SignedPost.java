package fr.allomairies.channels;

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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// JSON by POST to another system, signed. `Allo-Signature` is the HMAC-SHA256, in hex after `sha256=`, of
/// `Allo-Timestamp` (seconds), a dot and the body; `Allo-Delivery` is the same when the same message comes again. Safe
/// for many threads.
public final class SignedPost {

    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final String HMAC = "HmacSHA256";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration answerWithin;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(Redirect.NEVER)
            .build();

    /// @param answerWithin from the connection to the end of the answer
    public SignedPost(Clock clock, Duration answerWithin) {
        this.clock = clock;
        this.answerWithin = answerWithin;
    }

    /// @return a code when it was not taken: `http-<status>`, `no-answer`, `unreachable`, `interrupted`
    public Optional<String> send(URI address, String secret, UUID delivery, String body) {
        var time = Long.toString(clock.instant().getEpochSecond());
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Allo-Delivery", delivery.toString())
                .header("Allo-Timestamp", time)
                .header("Allo-Signature", "sha256=" + hmac(secret, time + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build());
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

    /// In hex.
    public static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
