package fr.allomairies.ticketing.web;

import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.HandOvers.Answer;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.handover.HandOverKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A service's software answers what its webhook was told. `Allo-Signature` is the HMAC-SHA256, in hex after
/// `sha256=`, of `Allo-Timestamp` (seconds), `Allo-Delivery`, the token and the body, with dots between them, by the
/// secret of the service: what was signed for one request or delivery is worth nothing for another.
@RestController
class HandOverApi {

    private static final int MOST_BYTES = 65_536;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final HandOvers handOvers;
    private final JsonMapper json;
    private final CityClock clock;

    HandOverApi(HandOvers handOvers, JsonMapper json, CityClock clock) {
        this.handOvers = handOvers;
        this.json = json;
        this.clock = clock;
    }

    /// @param delivery the same again changes nothing
    @PostMapping("/api/hand-overs/{token}/progress")
    ResponseEntity<ProblemDetail> progress(
            @PathVariable String token,
            @RequestHeader(value = "Allo-Delivery", defaultValue = "") String delivery,
            @RequestHeader(value = "Allo-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(value = "Allo-Signature", defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, new Refusal("too-large", "the body has at most 64 KiB"));
        }
        var body = new String(bytes, StandardCharsets.UTF_8);
        var found = handOvers.live(token);
        if (found.isEmpty()) {
            return problem(
                    HttpStatus.NOT_FOUND,
                    new Refusal("hand-over-gone", "it is no longer the service's, or has expired"));
        }
        if (!isSigned(found.get(), signature, timestamp, String.join(".", timestamp, delivery, token, body))) {
            return problem(HttpStatus.UNAUTHORIZED, new Refusal("signature-wrong", "Allo-Signature or Allo-Timestamp"));
        }
        if (!delivery.matches("[A-Za-z0-9-]{1,64}")) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    new Refusal("delivery-missing", "Allo-Delivery is 1 to 64 letters, digits, hyphens"));
        }
        return form(body)
                .map(form -> answered(answer(found.get(), delivery, form)))
                .orElseGet(
                        () -> problem(HttpStatus.BAD_REQUEST, new Refusal("unreadable", "the body is no such JSON")));
    }

    private Optional<Refusal> answer(HandOver of, String delivery, ProgressForm form) {
        return form.isDate()
                ? handOvers.answer(
                        of, "api:" + of.id() + ":" + delivery, new Answer(form.progress(), form.reason(), form.date()))
                : Optional.of(ProgressForm.DATE_UNREADABLE);
    }

    private boolean isSigned(HandOver of, String signature, String timestamp, String signed) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.now())
                .abs();
        var wanted = "sha256=" + HandOverKeys.hmac(handOvers.secret(of.service()), signed);
        return HandOverKeys.isEqual(wanted, signature) && apart.compareTo(CLOCKS_APART) <= 0;
    }

    private Optional<ProgressForm> form(String body) {
        try {
            return Optional.ofNullable(json.readValue(body, ProgressForm.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<ProblemDetail> answered(Optional<Refusal> refusal) {
        return refusal.map(why -> problem(
                        ProgressForm.field(why).isPresent() ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT, why))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, Refusal refusal) {
        var problem = ProblemDetail.forStatusAndDetail(status, refusal.detail());
        problem.setProperty("code", refusal.code());
        ProgressForm.field(refusal).ifPresent(name -> problem.setProperty("field", name));
        return ResponseEntity.of(problem).build();
    }
}
