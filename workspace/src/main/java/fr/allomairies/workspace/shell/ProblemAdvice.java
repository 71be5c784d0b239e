package fr.allomairies.workspace.shell;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/// Bad input as problem+json with a `code`, naming the field that is wrong.
@RestControllerAdvice(annotations = RestController.class)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /// Our own value types refuse nonsense this way, and say in words what they want.
    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<Object> unusable(IllegalArgumentException e) {
        return Problems.problem(HttpStatus.BAD_REQUEST, "invalid-value", String.valueOf(e.getMessage()));
    }

    /// Such as a character that no text can hold.
    @ExceptionHandler(DataIntegrityViolationException.class)
    ResponseEntity<Object> notStorable(DataIntegrityViolationException e) {
        LOG.atInfo().setCause(e).log("value-not-storable");
        return Problems.problem(HttpStatus.BAD_REQUEST, "invalid-value", "a value cannot be stored");
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        NonTransientDataAccessResourceException.class,
        TransactionException.class
    })
    ResponseEntity<Object> notNow(RuntimeException e) {
        LOG.atWarn().addKeyValue("cause", e.getMessage()).log("request-not-now");
        return Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "not-now", "the database is away; try again");
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<Object> failed(RuntimeException e) {
        LOG.atError().setCause(e).log("request-failed");
        return Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR, "failed", "something went wrong; the log says what");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = e.getBindingResult().getFieldError();
        var problem = Problems.detail(HttpStatus.BAD_REQUEST, "invalid-value", field == null ? "" : sentence(field));
        problem.setProperty("field", field == null ? null : field.getField());
        return ResponseEntity.of(problem).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = field(e);
        var problem = Problems.detail(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                field.map(name -> name + " cannot be read").orElse("the body is not the JSON that is asked for"));
        field.ifPresent(name -> problem.setProperty("field", name));
        return ResponseEntity.of(problem).build();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            problem.setProperty("code", code(status));
        }
        return answer;
    }

    private static Optional<String> field(HttpMessageNotReadableException e) {
        return e.getCause() instanceof JacksonException cause
                ? cause.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(Objects::nonNull)
                        .reduce((outer, inner) -> outer + "." + inner)
                : Optional.empty();
    }

    private static String sentence(FieldError field) {
        return field.getField() + " " + field.getDefaultMessage();
    }

    static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "invalid-request";
            case 403 -> "not-allowed";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406, 415 -> "media-type-not-supported";
            case 413 -> "too-large";
            default -> "failed";
        };
    }
}
