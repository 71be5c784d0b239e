package fr.allomairies.workspace.administration;

import fr.allomairies.channels.Intake;
import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.workspace.shell.Problems;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Messages set aside, for machines, and as files for people.
@RestController
@RequestMapping("/api/administration/quarantine")
class QuarantineController {

    static final int LISTED = 500;

    private final Intake intake;

    QuarantineController(Intake intake) {
        this.intake = intake;
    }

    @GetMapping
    List<Intake.Quarantined> all() {
        return intake.quarantine(LISTED);
    }

    /// What became of it, such as `{"result":"queued"}`.
    @PostMapping("/{message}/retry")
    ResponseEntity<Object> retry(@PathVariable UUID message) {
        return intake.raw(message).isEmpty() ? missing() : ResponseEntity.ok(Retried.of(intake.retry(message)));
    }

    /// As it came, as a file: never shown as what it claims to be.
    @GetMapping("/{message}/raw")
    ResponseEntity<Object> raw(@PathVariable UUID message) {
        return intake.raw(message)
                .map(RawMessage::body)
                .map(body -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(message))
                        .header("X-Content-Type-Options", "nosniff")
                        .<Object>body(body))
                .orElseGet(QuarantineController::missing);
    }

    private static String attachment(UUID message) {
        return ContentDisposition.attachment()
                .filename("message-" + message + ".txt")
                .build()
                .toString();
    }

    private static ResponseEntity<Object> missing() {
        return Problems.problem(HttpStatus.NOT_FOUND, "message-not-found", "no such message is set aside");
    }

    /// @param result queued, duplicate, automatic or set-aside
    /// @param reason why it is set aside again
    record Retried(String result, String reason) {

        static Retried of(Result result) {
            return switch (result) {
                case Result.Queued _, Result.Joined _ -> new Retried("queued", "");
                case Result.Duplicate _ -> new Retried("duplicate", "");
                case Result.Automatic _ -> new Retried("automatic", "");
                case Result.SetAside aside -> new Retried("set-aside", aside.reason());
            };
        }
    }
}
