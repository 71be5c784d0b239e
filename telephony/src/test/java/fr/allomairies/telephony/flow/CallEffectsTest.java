package fr.allomairies.telephony.flow;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallCommand;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.CallTable;
import fr.allomairies.telephony.call.Step;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CallEffectsTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final Clock clock = Clock.fixed(NINE, ZoneOffset.UTC);
    final Routing routing = mock();
    final Line line = mock();
    final CallStore store = mock();
    final EventLog log = mock();
    final Talks talks = mock();
    final LiveListeningStore listenings = mock();
    final CallEffects effects = new CallEffects(
            line,
            routing,
            mock(VoiceIntake.class),
            store,
            mock(WayOut.class),
            mock(Callbacks.class),
            mock(PlacedCalls.class),
            mock(Leavings.class),
            talks,
            listenings,
            mock(BlockStore.class),
            log,
            new TransactionTemplate(mock(PlatformTransactionManager.class)),
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

    @Test
    void countsWhoHadHisAnswerFromTheAssistantAsServed() {
        talked(TalkStore.State.SERVED);

        hangsUpInTheMenu();

        verify(log).append(new ContactEnded(NINE, CALL.contact(), Outcome.SELF_SERVED));
    }

    @Test
    void countsWhoHadNoneAsAbandoned() {
        talked(TalkStore.State.TALKING);

        hangsUpInTheMenu();

        verify(log).append(new ContactAbandoned(NINE, CALL.contact(), Stage.MENU));
    }

    /// As in the database, of which the end of a call takes it away.
    private void talked(TalkStore.State state) {
        when(talks.result(CALL))
                .thenReturn(Optional.of(new TalkStore.StoredTalk(state, new Said("> Touche : 6", false), null, false)));
        when(store.ended(CALL, NINE)).thenAnswer(_ -> {
            verify(talks).result(CALL);
            return true;
        });
    }

    private void hangsUpInTheMenu() {
        var call = Call.restored(CALL, CallState.MENU, null);
        effects.carryOut(new LiveCall(call, null, NINE, null), new Step(call, List.of(new CallCommand.EndInMenu())));
    }

    private void backToWaiting() {
        var call = Call.restored(CALL, CallState.WAITING, null);
        effects.carryOut(new LiveCall(call, null, NINE, null), CallTable.on(call, new InSafetyNet()));
    }
}
