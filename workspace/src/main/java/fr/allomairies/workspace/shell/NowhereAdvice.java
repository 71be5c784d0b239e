package fr.allomairies.workspace.shell;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Requests that no controller answers, for programs: a page is answered by a page.
@RestControllerAdvice
class NowhereAdvice {

    @ExceptionHandler
    ResponseEntity<Object> nothing(NoResourceFoundException nothing, HttpServletRequest request)
            throws NoResourceFoundException {
        if (isPage(request)) {
            throw nothing;
        }
        return Problems.problem(HttpStatus.NOT_FOUND, "not-found", "there is nothing at this address");
    }

    @ExceptionHandler
    ResponseEntity<Object> otherMethod(HttpRequestMethodNotSupportedException other, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        if (isPage(request)) {
            throw other;
        }
        return Problems.problem(
                HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", other.getMethod() + " is not possible here");
    }

    private static boolean isPage(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }
}
