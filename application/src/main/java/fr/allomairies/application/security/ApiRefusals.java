package fr.allomairies.application.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;

/// Refusals to programs, as problem+json. The codes are part of the API.
final class ApiRefusals {

    private ApiRefusals() {}

    static void signInFirst(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        write(response, HttpStatus.UNAUTHORIZED, "not-signed-in", "sign in first, by POST /sign-in");
    }

    static void notAllowed(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        if (refused instanceof CsrfException) {
            write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "csrf-token-missing",
                    "send the cookie XSRF-TOKEN back in the header X-XSRF-TOKEN");
        } else {
            write(response, HttpStatus.FORBIDDEN, "not-allowed", "this account has no right to do that");
        }
    }

    private static void write(HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write("""
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s"}""".formatted(status.getReasonPhrase(), status.value(), detail, code));
    }
}
