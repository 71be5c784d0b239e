package fr.allomairies.channels.report;

import fr.allomairies.channels.report.Document.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Faults as GeoReport writes them, in the form that the address asks for. An upload can be unreadable before anybody
/// knows whose it is, hence the advice for all controllers.
@RestControllerAdvice
class Faults {

    private static final String RETRY_AFTER = "5"; // s

    @ExceptionHandler
    ResponseEntity<String> unreadable(MultipartException upload, HttpServletRequest request) throws MultipartException {
        if (!request.getRequestURI().startsWith("/open311/")) {
            throw upload;
        }
        var fault = upload instanceof MaxUploadSizeExceededException
                ? Fault.tooLarge("media: the upload is too large")
                : Fault.badRequest("the form cannot be read as multipart/form-data");
        return answer(fault, request);
    }

    static ResponseEntity<String> answer(Fault fault, HttpServletRequest request) {
        var fields = Document.fields();
        fields.put("code", fault.code());
        fields.put("description", fault.description());
        var form = request.getRequestURI().endsWith(".json") ? Form.JSON : Form.XML;
        var answer = ResponseEntity.status(fault.code()).contentType(form.type());
        return (fault.isPassing() ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer)
                .body(form.write(Document.of("errors", "error", List.of(fields))));
    }
}
