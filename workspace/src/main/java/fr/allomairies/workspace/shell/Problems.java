package fr.allomairies.workspace.shell;

import fr.allomairies.contact.Refusal;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Refusals as problem+json, whose `code` is the refusal's own.
public final class Problems {

    private Problems() {}

    /// 204 when done, 409 with the code when refused, 404 when the code says that there is no such thing.
    public static ResponseEntity<Object> answer(Optional<Refusal> refusal) {
        return refusal.map(Problems::refused)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    public static ResponseEntity<Object> refused(Refusal refusal) {
        var status = refusal.code().endsWith("-not-found") ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT;
        return problem(status, refusal.code(), refusal.detail());
    }

    public static ResponseEntity<Object> problem(HttpStatus status, String code, String detail) {
        // of a fixed type: an address that gives a stream of events refuses in JSON too
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, code, detail));
    }

    static ProblemDetail detail(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }
}
