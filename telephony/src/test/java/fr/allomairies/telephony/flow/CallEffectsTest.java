package fr.allomairies.telephony.flow;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.CallTable;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class CallEffectsTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final Clock clock = Clock.fixed(NINE, ZoneOffset.UTC);
    final Routing routing = mock();
    final Line line = mock();
    final Talks talks = mock();
    final LiveListeningStore listenings = mock();
    final CallEffects effects = new CallEffects(
            line,
            routing,
            mock(VoiceIntake.class),
            mock(CallStore.class),
            mock(WayOut.class),
            mock(Callbacks.class),
            mock(PlacedCalls.class),
            mock(Leavings.class),
            talks,
            listenings,
            mock(EventLog.class),
            mock(TransactionTemplate.class),
            new CallerNumbers("FR", new OutwardSettings(false, false)),
            mock(Numbers.class),
            new Heartbeat(routing, line, clock),
            clock);

    @Test
    void takesACallerBackFromTheLineWhileRoutingTurns() {
        when(routing.lastTurn()).thenReturn(NINE.minusSeconds(1));

        backToWaiting();

        verify(line).backToWaiting(CALL);
    }

    /// Otherwise he would go to and fro until somebody else wins.
    @Test
    void leavesACallerToTheLineWhileRoutingIsSilent() {
        when(routing.lastTurn()).thenReturn(NINE.minusSeconds(10));

        backToWaiting();

        verify(line, never()).backToWaiting(any());
    }

    private void backToWaiting() {
        var call = Call.restored(CALL, CallState.WAITING, null);
        effects.carryOut(new LiveCall(call, null, NINE, null), CallTable.on(call, new InSafetyNet()));
    }
}
