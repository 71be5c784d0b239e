package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.telephony.LiveListening;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;

/// Who is off duty when a session ends without a sign-out.
class OffDutyTest {

    private static final SignedIn AMINA = new SignedIn("amina", "", true, 0, List.of("ROLE_AGENT"), null);
    private static final Authentication AMINA_IS_SIGNED_IN =
            UsernamePasswordAuthenticationToken.authenticated(AMINA, null, AMINA.getAuthorities());
    private static final int EIGHT_HOURS = 8 * 3600;

    private final MockHttpSession session = new MockHttpSession();
    private final List<AgentId> leaving = new ArrayList<>();
    private final List<AgentId> listeningNoMore = new ArrayList<>();

    @Test
    void whoseSessionHasTimedOutIsOffDuty() {
        end(offDuty(Duration.ofHours(9)));

        assertThat(leaving).containsExactly(new AgentId("amina"));
    }

    @Test
    void whoIsNotSignedInListensToNobody() {
        end(offDuty(Duration.ofHours(9)));

        assertThat(listeningNoMore).containsExactly(new AgentId("amina"));
    }

    @Test
    void whoSignsOutListensToNobody() {
        offDuty(Duration.ZERO).logout(new MockHttpServletRequest(), new MockHttpServletResponse(), AMINA_IS_SIGNED_IN);

        assertThat(listeningNoMore).containsExactly(new AgentId("amina"));
        assertThat(leaving).containsExactly(new AgentId("amina"));
    }

    @Test
    void whoGivesUpHalfwayTakesNobodyOffDuty() {
        var halfway = AMINA.halfway(SignedIn.OWES_CODE);
        offDuty(Duration.ZERO)
                .logout(
                        new MockHttpServletRequest(),
                        new MockHttpServletResponse(),
                        UsernamePasswordAuthenticationToken.authenticated(halfway, null, halfway.getAuthorities()));

        assertThat(leaving).isEmpty();
    }

    @Test
    void aServerThatStopsTakesNobodyOffDuty() {
        end(offDuty(Duration.ofHours(1)));

        assertThat(leaving).isEmpty();
        assertThat(listeningNoMore).isEmpty();
    }

    @Test
    void whoWorksInAnotherSessionStaysOnDuty() {
        var offDuty = offDuty(Duration.ofHours(9));
        offDuty.seen(AMINA);

        end(offDuty);

        assertThat(leaving).isEmpty();
        assertThat(listeningNoMore).isEmpty();
    }

    private void end(OffDuty offDuty) {
        session.setMaxInactiveInterval(EIGHT_HOURS);
        session.setAttribute("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(AMINA_IS_SIGNED_IN));
        offDuty.ended(new HttpSessionDestroyedEvent(session));
    }

    private OffDuty offDuty(Duration afterTheLastUse) {
        var now = Instant.ofEpochMilli(session.getLastAccessedTime()).plus(afterTheLastUse);
        return new OffDuty(routing(), listening(), Clock.fixed(now, ZoneOffset.UTC));
    }

    /// Amina is available until she leaves; nothing else is asked.
    private Routing routing() {
        return (Routing) Proxy.newProxyInstance(
                Routing.class.getClassLoader(), new Class<?>[] {Routing.class}, (_, method, arguments) -> {
                    var agent = (AgentId) arguments[0];
                    if (method.getName().equals("agent")) {
                        return new AgentView(agent, AgentState.AVAILABLE, null, Instant.EPOCH, List.of(), List.of());
                    }
                    assertThat(method.getName()).isEqualTo("signOut");
                    leaving.add(agent);
                    return Optional.empty();
                });
    }

    /// Nothing is asked but to let her go.
    private LiveListening listening() {
        return (LiveListening) Proxy.newProxyInstance(
                LiveListening.class.getClassLoader(), new Class<?>[] {LiveListening.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("leave");
                    listeningNoMore.add((AgentId) arguments[0]);
                    return Optional.empty();
                });
    }
}
