package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.rememberme.AbstractRememberMeServices;
import org.springframework.security.web.authentication.rememberme.InvalidCookieException;
import org.springframework.stereotype.Component;

/// The cookie of a session, which any node knows and any restart leaves: what it holds is drawn by lot, and names the
/// row of [OpenSessions].
@Component
class SessionCookie extends AbstractRememberMeServices {

    static final String NAME = "ALLO_REMEMBER";

    private static final String MARK = SessionCookie.class.getName();

    private final OpenSessions sessions;
    private final SignInUsers users;

    SessionCookie(@Value("${allo.remember-key}") String key, SignInUsers users, OpenSessions sessions) {
        super(key, users);
        this.sessions = sessions;
        this.users = users;
        setAlwaysRemember(true);
        setCookieName(NAME);
        setTokenValiditySeconds((int) OpenSession.UNUSED.toSeconds());
    }

    /// The session of who is signed in, known on this node.
    static Optional<String> session(HttpServletRequest request) {
        var memory = request.getSession(false);
        return Optional.ofNullable(memory).map(one -> (String) one.getAttribute(MARK));
    }

    @Override
    protected void onLoginSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who) {
        if (who.getPrincipal() instanceof SignedIn signedIn) {
            begin(signedIn, signedIn.vouched() ? Way.PROVIDER : Way.PASSWORD, request, response);
        }
    }

    /// In place of the one before, if there was one.
    void begin(SignedIn who, Way way, HttpServletRequest request, HttpServletResponse response) {
        var before = session(request);
        var token = sessions.begin(new AgentId(who.login()), who.isHalfway() ? null : way, request);
        setCookie(new String[] {token}, getTokenValiditySeconds(), request, response);
        request.getSession().setAttribute(MARK, OpenSessions.id(token));
        before.ifPresent(sessions::forget);
    }

    @Override
    protected UserDetails processAutoLoginCookie(
            String[] cookie, HttpServletRequest request, HttpServletResponse response) {
        var session =
                sessions.opened(cookie[0]).orElseThrow(() -> new InvalidCookieException("no such session any more"));
        request.getSession().setAttribute(MARK, session.id());
        return session.whole() ? users.whole(session.login().value()) : halfway(session);
    }

    /// Never more than that, even where this node has not heard yet of the second factor.
    private SignedIn halfway(OpenSession session) {
        var who = users.loadUserByUsername(session.login().value());
        if (!who.isHalfway()) {
            throw new InvalidCookieException("nothing is missing any more");
        }
        return who;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        session(request).ifPresent(sessions::forget);
        super.logout(request, response, who);
    }
}
