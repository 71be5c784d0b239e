package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.LiveListening;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.stereotype.Component;

/// Whoever is no longer signed in is offered nothing, and listens to nobody, whatever phone he does it by: at the
/// sign-out, and when a session ends because nobody has used
/// it for so long. A server that stops ends sessions too, and takes nobody off duty by it.
@Component
class OffDuty implements LogoutHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OffDuty.class);

    /// How long after the last use of a session its last request may still have been seen.
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Routing routing;
    private final LiveListening listening;
    private final Clock clock;
    private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

    OffDuty(Routing routing, LiveListening listening, Clock clock) {
        this.routing = routing;
        this.listening = listening;
        this.clock = clock;
    }

    /// A request of hers, by whichever of her sessions.
    void seen(SignedIn who) {
        lastSeen.put(who.login(), clock.instant());
    }

    /// Who gives up halfway through the sign-in was not on duty by it.
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication session) {
        if (session != null && session.getPrincipal() instanceof SignedIn who && !who.isHalfway()) {
            leaves(new AgentId(who.login()));
        }
    }

    @EventListener
    void ended(HttpSessionDestroyedEvent end) {
        var lastUsed = Instant.ofEpochMilli(end.getSession().getLastAccessedTime());
        if (!isTimedOut(end.getSession(), lastUsed)) {
            return;
        }
        for (SecurityContext context : end.getSecurityContexts()) {
            var session = context.getAuthentication();
            if (session != null && session.getPrincipal() instanceof SignedIn who && !isElsewhere(who, lastUsed)) {
                leaves(new AgentId(who.login()));
            }
        }
    }

    private boolean isTimedOut(HttpSession session, Instant lastUsed) {
        return !lastUsed.plusSeconds(session.getMaxInactiveInterval()).isAfter(clock.instant());
    }

    /// Another session of hers is in use.
    private boolean isElsewhere(SignedIn who, Instant lastUsed) {
        var seen = lastSeen.get(who.login());
        return seen != null && seen.isAfter(lastUsed.plus(SLACK));
    }

    /// Signed in nowhere any more.
    void leaves(AgentId agent) {
        lastSeen.remove(agent.value());
        listening.leave(agent).ifPresent(refusal -> warn("still-listens-after-sign-out", agent, refusal));
        if (routing.agent(agent).state() != AgentState.OFFLINE) {
            routing.signOut(agent).ifPresent(refusal -> warn("still-on-duty-after-sign-out", agent, refusal));
        }
    }

    private static void warn(String what, AgentId agent, Refusal refusal) {
        LOG.atWarn()
                .addKeyValue("agent", agent)
                .addKeyValue("refusal", refusal.code())
                .log(what);
    }
}
