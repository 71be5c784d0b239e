package fr.allomairies.application.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/// Forgets who is signed in when the session was ended, or its account changed or closed since it began. The session
/// that goes on with other rights begins anew by its cookie, later in the same request.
class StaleSessionFilter extends OncePerRequestFilter {

    private final SignInUsers users;
    private final OpenSessions sessions;
    private final OpenStreams streams;
    private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

    StaleSessionFilter(SignInUsers users, OpenSessions sessions, OpenStreams streams) {
        this.users = users;
        this.sessions = sessions;
        this.streams = streams;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null
                && known.getPrincipal() instanceof SignedIn who
                && !(isOpen(request, who) && users.stillHolds(who))) {
            logout.logout(request, response, known);
        }
        chain.doFilter(request, response);
        if (request.isAsyncStarted()) {
            watch(request, SecurityContextHolder.getContext().getAuthentication());
        }
    }

    private boolean isOpen(HttpServletRequest request, SignedIn who) {
        var session = SessionCookie.session(request)
                .flatMap(sessions::find)
                .filter(open -> open.login().value().equals(who.login()));
        session.ifPresent(open -> sessions.seen(open.id()));
        return session.isPresent();
    }

    private void watch(HttpServletRequest request, @Nullable Authentication now) {
        if (now != null && now.getPrincipal() instanceof SignedIn who) {
            SessionCookie.session(request).ifPresent(session -> streams.add(request.getAsyncContext(), session, who));
        }
    }
}
