package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What of the log is kept when we die before the lane of the call has gone on: its lane never does here.
@ExtendWith(PostgresExtension.class)
class OfferFollowerIT {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final AgentId MARIE = new AgentId("marie");
    static final AgentId PAUL = new AgentId("paul");

    final CallStore store = new CallStore(JdbcClient.create(PostgresExtension.freshDatabase()));
    final Calls calls = mock();
    final OfferFollower follower = new OfferFollower(
            calls,
            store,
            mock(Line.class),
            mock(Offers.class),
            mock(WayOut.class),
            mock(Callbacks.class),
            mock(RecordingDesk.class),
            Clock.fixed(NINE, ZoneOffset.UTC));

    @BeforeEach
    void marieSpeaksWithHim() {
        when(calls.of(any())).thenReturn(Optional.of(CALL));
        store.arrived(CALL, null, "3906", NINE, null);
        store.queued(CALL, NINE);
        store.connected(CALL, MARIE, NINE);
    }

    @Test
    void heIsPassedOnAlsoWhenWeDieBeforeTheLineKnows() {
        follower.on(passedOnBy(MARIE));

        assertThat(store.find(CALL).orElseThrow()).satisfies(call -> {
            assertThat(call.state()).isEqualTo(CallState.TRANSFERRED);
            assertThat(call.agent()).isEqualTo(MARIE);
        });
    }

    @Test
    void whoHasHimByThenKeepsHim() {
        follower.on(passedOnBy(PAUL));

        assertThat(store.find(CALL).orElseThrow().state()).isEqualTo(CallState.CONNECTED);
    }

    private static LogEntry passedOnBy(AgentId agent) {
        return new LogEntry(
                1,
                new ContactTransferred(
                        NINE,
                        CALL.contact(),
                        agent,
                        new CategoryCode("other"),
                        List.of(),
                        null,
                        null,
                        ContactId.next()));
    }
}
