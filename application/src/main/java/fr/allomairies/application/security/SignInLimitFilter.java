package fr.allomairies.application.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns a guesser away before the password is looked at.
class SignInLimitFilter extends OncePerRequestFilter {

    private static final RequestMatcher SIGN_IN =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in");

    private final SignInAttempts attempts;

    SignInLimitFilter(SignInAttempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SIGN_IN.matches(request) && attempts.refused(login(request), request.getRemoteAddr())) {
            response.sendRedirect(request.getContextPath() + "/sign-in?error=locked");
        } else {
            chain.doFilter(request, response);
        }
    }

    static String login(HttpServletRequest request) {
        var typed = request.getParameter("username");
        return typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
    }
}
