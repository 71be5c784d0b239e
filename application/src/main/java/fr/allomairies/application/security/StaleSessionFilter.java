package fr.allomairies.application.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session whose account was changed or closed since it began.
class StaleSessionFilter extends OncePerRequestFilter {

    private final SignInUsers users;
    private final OffDuty offDuty;
    private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

    StaleSessionFilter(SignInUsers users, OffDuty offDuty) {
        this.users = users;
        this.offDuty = offDuty;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && session.getPrincipal() instanceof SignedIn who) {
            if (users.stillHolds(who)) {
                offDuty.seen(who);
            } else {
                offDuty.logout(request, response, session);
                logout.logout(request, response, session);
            }
        }
        chain.doFilter(request, response);
    }
}
