package fr.allomairies.channels.messaging;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where providers call. A call is answered when all that it tells is stored; it is believed by its signature alone.
@RestController
@RequestMapping("/api/messaging/{name}")
class MessagingWebhook {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingWebhook.class);

    /// Of the bodies that Meta sends.
    private static final int LARGEST = 3 * 1024 * 1024;

    private static final String HMAC = "HmacSHA256";
    private static final String SCHEME = "sha256=";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Messenger> messengers;
    private final ProviderEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MessagingWebhook(List<Messenger> messengers, ProviderEvents events, TransactionTemplate transaction, Clock clock) {
        this.messengers = messengers;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The provider makes sure, once, that the address is that of who has set it up.
    @GetMapping
    ResponseEntity<String> verify(
            @PathVariable String name,
            @RequestParam(name = "hub.mode", defaultValue = "") String mode,
            @RequestParam(name = "hub.verify_token", defaultValue = "") String token,
            @RequestParam(name = "hub.challenge", defaultValue = "") String challenge) {
        return messenger(name)
                .map(messenger -> mode.equals("subscribe")
                                && isSame(messenger.account().verifyToken(), token)
                                && challenge.matches("[A-Za-z0-9_.-]{1,200}")
                        ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
                        : refused(HttpStatus.FORBIDDEN))
                .orElseGet(() -> refused(HttpStatus.NOT_FOUND));
    }

    @PostMapping
    ResponseEntity<String> told(
            @PathVariable String name,
            @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        var messenger = messenger(name);
        if (messenger.isEmpty()) {
            return refused(HttpStatus.NOT_FOUND);
        }
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return refused(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (signature == null || !isSame(SCHEME + hmac(messenger.get().account().appSecret(), body), signature)) {
            LOG.atWarn().addKeyValue("channel", messenger.get().kind()).log("webhook-signature-wrong");
            return refused(HttpStatus.FORBIDDEN);
        }
        return json(body)
                .map(call -> {
                    store(messenger.get(), call);
                    return refused(HttpStatus.OK);
                })
                .orElseGet(() -> refused(HttpStatus.BAD_REQUEST));
    }

    private void store(Messenger messenger, JsonNode call) {
        var pieces = messenger.pieces(call);
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var known = pieces.stream()
                    .filter(piece -> !events.add(messenger.kind(), piece, now))
                    .count();
            if (known > 0) {
                LOG.atInfo()
                        .addKeyValue("channel", messenger.kind())
                        .addKeyValue("count", known)
                        .log("webhook-told-again");
            }
        });
    }

    /// The provider comes again.
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> notNow() {
        return refused(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private Optional<Messenger> messenger(String name) {
        return messengers.stream()
                .filter(each -> each.isSetUp() && each.kind().value().equals("chat-" + name))
                .findFirst();
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<String> refused(HttpStatus status) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body("");
    }

    /// Takes as long whatever is given.
    private static boolean isSame(String wanted, String given) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static String hmac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
