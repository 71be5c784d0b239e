package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
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
        setTokenValiditySeconds((int) OpenSession.LONGEST.toSeconds());
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
        var before = session(request).or(() -> named(request));
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
        return session.whole() ? resumed(session) : halfway(session);
    }

    /// Whose role asks for a second factor by now has no right of it before that is set.
    private SignedIn resumed(OpenSession session) {
        var login = session.login().value();
        var byPassword = users.loadUserByUsername(login);
        return session.way() != Way.PROVIDER && byPassword.rights().contains(SignedIn.OWES_ENROLMENT)
                ? byPassword
                : users.whole(login);
    }

    /// Never more than that, even where this node has not heard yet of the second factor.
    private SignedIn halfway(OpenSession session) {
        var who = users.loadUserByUsername(session.login().value());
        if (!who.isHalfway()) {
            throw new InvalidCookieException("nothing is missing any more");
        }
        return who;
    }

    /// Of this browser, whether this node has heard of it before or not.
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        Stream.concat(session(request).stream(), named(request).stream())
                .distinct()
                .forEach(sessions::signOut);
        super.logout(request, response, who);
    }

    /// Not of a session that lives on, such as after a wrong password in another tab.
    @Override
    protected void cancelCookie(HttpServletRequest request, HttpServletResponse response) {
        if (named(request).flatMap(sessions::find).isEmpty()) {
            super.cancelCookie(request, response);
        }
    }

    /// By the cookie.
    private Optional<String> named(HttpServletRequest request) {
        try {
            return Optional.ofNullable(extractRememberMeCookie(request))
                    .filter(cookie -> !cookie.isEmpty())
                    .map(cookie -> OpenSessions.id(decodeCookie(cookie)[0]));
        } catch (InvalidCookieException _) {
            return Optional.empty();
        }
    }
}
