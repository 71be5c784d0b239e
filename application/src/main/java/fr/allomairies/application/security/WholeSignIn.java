package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// From halfway to signed in: with another session and another cookie than those of before.
@Component
class WholeSignIn {

    private final SignInUsers users;
    private final SessionCookie cookie;
    private final HttpSessionSecurityContextRepository memory = new HttpSessionSecurityContextRepository();

    WholeSignIn(SignInUsers users, SessionCookie cookie) {
        this.users = users;
        this.cookie = cookie;
    }

    Authentication complete(AgentId login, Way way, HttpServletRequest request, HttpServletResponse response) {
        return as(users.whole(login.value()), way, request, response);
    }

    /// With what is owed by now, after the password was right.
    Authentication again(AgentId login, HttpServletRequest request, HttpServletResponse response) {
        return as(users.loadUserByUsername(login.value()), Way.PASSWORD, request, response);
    }

    private Authentication as(SignedIn who, Way way, HttpServletRequest request, HttpServletResponse response) {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities());
        request.changeSessionId();
        cookie.begin(who, way, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        memory.saveContext(context, request, response);
        return signedIn;
    }
}
