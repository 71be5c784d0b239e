package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.RecordingTest;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class WayOutTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final ContactOverflowed OVERFLOWED =
            new ContactOverflowed(NINE, CALL.contact(), "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN);

    final Line line = mock();
    final VoicemailIntake intake = mock();
    final CallStore store = mock();
    final EventLog log = mock();
    final TransactionTemplate transaction = mock();
    final Numbers numbers = mock();
    final WayOut wayOut = new WayOut(line, intake, store, log, transaction, numbers, Clock.fixed(NINE, ZoneOffset.UTC));

    @BeforeEach
    void runsTransactions() {
        when(numbers.of(any(ContactId.class)))
                .thenReturn(new CityNumber("3906", "", null, "fr", false, new Hours.OfTheHouse()));
        doAnswer(call -> {
                    call.<Consumer<TransactionStatus>>getArgument(0).accept(mock());
                    return null;
                })
                .when(transaction)
                .executeWithoutResult(any());
    }

    /// He hung up between the decision and the moment at which we heard of it: routing tells his end no more.
    @Test
    void tellsTheEndOfACallThatWasOverBeforeItWasKnown() {
        when(store.find(CALL.contact())).thenReturn(Optional.of(account(null)));

        assertThat(wayOut.taken(OVERFLOWED)).isFalse();

        verify(log).append(new ContactAbandoned(NINE, CALL.contact(), Stage.WAITING));
    }

    @Test
    void countsNobodyAsAbandonedWhoSpokeWithAnAgentMeanwhile() {
        when(store.find(CALL.contact())).thenReturn(Optional.of(account(new AgentId("marie"))));

        assertThat(wayOut.taken(OVERFLOWED)).isFalse();

        verify(log).append(new ContactEnded(NINE, CALL.contact(), Outcome.HANDLED));
    }

    @Test
    void leavesTheEndToRoutingWhileItHasTheCall() {
        assertThat(wayOut.abandon(CALL)).isFalse();
        assertThat(wayOut.served(CALL)).isFalse();
        assertThat(wayOut.endConversation(CALL)).isFalse();

        verify(store, never()).ended(any(), any());
        verify(log, never()).append(any(ContactEvent.class));
    }

    /// Else nobody would tell his end: routing has let him go.
    @Test
    void tellsThatHeIsServedWhoWasSentAnotherWayAtThatVeryInstant() {
        when(store.lockOverflowed(CALL)).thenReturn(true);
        when(store.ended(CALL, NINE)).thenReturn(true);

        assertThat(wayOut.served(CALL)).isTrue();

        verify(log).append(new ContactEnded(NINE, CALL.contact(), Outcome.SELF_SERVED));
    }

    @Test
    void storesTheMessageBeforeTheCallIsOverAndBeforeTheLineForgetsIt() {
        when(line.message(CALL)).thenReturn(Optional.of(RecordingTest.wav(2_000, 4_000)));
        when(store.ended(CALL, NINE)).thenReturn(true);

        wayOut.takeMessage(new LiveCall(Call.restored(CALL, CallState.VOICEMAIL, null), null, NINE, null));

        var order = inOrder(intake, log, line);
        order.verify(intake).leave(any(), any(), any(), any(), any(), any());
        order.verify(log).append(new ContactEnded(NINE, CALL.contact(), Outcome.OVERFLOWED));
        order.verify(line).forgetMessage(CALL);
    }

    private static CallAccount account(@Nullable AgentId agent) {
        var connected = agent == null ? null : NINE;
        return new CallAccount(
                CALL,
                CALL.contact(),
                null,
                NINE,
                NINE,
                null,
                connected,
                agent,
                null,
                null,
                null,
                null,
                NINE,
                null,
                null,
                null);
    }
}
