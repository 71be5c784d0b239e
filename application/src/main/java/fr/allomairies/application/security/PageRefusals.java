package fr.allomairies.application.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/// Refusals to people. Who has not signed in to the end is led on. A form of a session that is over, such as after a
/// sign-out in another tab, leads to the
/// entrance; anything else is a page that says no.
final class PageRefusals implements AccessDeniedHandler {

    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        var next = SignInAnswers.next(who);
        if (next.isPresent()) {
            response.sendRedirect(request.getContextPath() + next.get());
        } else if (refused instanceof CsrfException && who == null) {
            response.sendRedirect(request.getContextPath() + "/sign-in?error=expired");
        } else {
            page.handle(request, response, refused);
        }
    }
}
