package fr.allomairies.application.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Secrets that no telephone has proved yet: each is known to the session that began it, for ten minutes, and is
/// written down nowhere. Whoever began one in another session knows nothing of what the owner will prove.
@Component
class Enrolments {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String MARK = Enrolments.class.getName();

    private final OpenSessions sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private record Enrolment(String session, byte[] secret, Instant begun) {}

    Enrolments(OpenSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    void begin(HttpServletRequest request) {
        var secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        SessionCookie.session(request)
                .ifPresent(session ->
                        request.getSession().setAttribute(MARK, new Enrolment(session, secret, clock.instant())));
    }

    Optional<byte[]> secret(HttpServletRequest request) {
        var memory = request.getSession(false);
        if (memory == null || !(memory.getAttribute(MARK) instanceof Enrolment begun)) {
            return Optional.empty();
        }
        var ofThisSession = SessionCookie.session(request).filter(begun.session::equals);
        return begun.begun.plus(LONGEST).isAfter(clock.instant())
                ? ofThisSession.map(_ -> begun.secret)
                : Optional.empty();
    }

    /// On the way to be signed in, or in these ten minutes.
    boolean hasGivenPassword(HttpServletRequest request) {
        var onTheWay = SessionCookie.session(request).flatMap(sessions::find).filter(session -> !session.whole());
        return onTheWay.isPresent() || secret(request).isPresent();
    }

    void end(HttpServletRequest request) {
        request.getSession().removeAttribute(MARK);
    }
}
