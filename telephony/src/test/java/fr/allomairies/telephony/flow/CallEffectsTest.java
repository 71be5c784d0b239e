package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.RecordingEvent.RecordingPaused;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallCommand;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.CallTable;
import fr.allomairies.telephony.call.Step;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import fr.allomairies.telephony.flow.Numbers.Called;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class CallEffectsTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    static final PhoneNumber CALLER = new PhoneNumber("+33493001122");
    static final CityNumber NUMBER = new CityNumber("3906", "", null, "fr", false, new Hours.OfTheHouse());

    final Clock clock = Clock.fixed(NINE, ZoneOffset.UTC);
    final Routing routing = mock();
    final Line line = mock();
    final CallStore store = mock();
    final EventLog log = mock();
    final Talks talks = mock();
    final VoiceIntake intake = mock();
    final Callbacks callbacks = mock();
    final Numbers numbers = mock();
    final Transactions transactions = new Transactions();
    final LiveListeningStore listenings = mock();
    final RecordingStore recordings = mock();
    final CallEffects effects = new CallEffects(
            line,
            routing,
            intake,
            store,
            mock(WayOut.class),
            callbacks,
            mock(PlacedCalls.class),
            mock(Leavings.class),
            talks,
            listenings,
            mock(BlockStore.class),
            recordings,
            log,
            new TransactionTemplate(transactions),
            new CallerNumbers("FR", new OutwardSettings(false, false)),
            numbers,
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

    /// Routing knows of him when that is stored, and not before.
    @Test
    void keepsThePlaceOfWhoIsInDangerAllOrNothing() {
        talked(TalkStore.State.HANDED_OVER, true);
        when(callbacks.keepPlace(CALL, CALLER)).thenThrow(new QueryTimeoutException("away"));

        assertThatThrownBy(() -> hangsUpInTheMenu(CALLER)).isInstanceOf(QueryTimeoutException.class);
        assertThat(transactions.committed).isZero();
        verify(routing, never()).leave(any(), any());

        reset(callbacks);
        doAnswer(_ -> {
                    assertThat(transactions.committed).isEqualTo(1);
                    return null;
                })
                .when(routing)
                .leave(CALL.contact(), ContactOverflowed.CALLBACK);
        hangsUpInTheMenu(CALLER);
        verify(callbacks).keepPlace(CALL, CALLER);
        verify(routing).leave(CALL.contact(), ContactOverflowed.CALLBACK);
    }

    @Test
    void accountsForWhoIsInDangerAndHasNoNumber() {
        talked(TalkStore.State.HANDED_OVER, true);

        hangsUpInTheMenu();

        verify(store).ended(CALL, NINE);
        verify(routing).abandon(CALL.contact());
    }

    /// Nobody answered, and the process died while its number was read out to him.
    @Test
    void queuesWhoseRequestIsTakenWithoutIt() {
        talked(TalkStore.State.TAKEN, true);

        comesBackFromTheMenu();

        assertThat(queued()).isEqualTo(new Said("", true, null));
    }

    @Test
    void queuesWhoIsHandedOverWithWhatHeSaid() {
        talked(TalkStore.State.HANDED_OVER, false);

        comesBackFromTheMenu();

        assertThat(queued()).isEqualTo(new Said("> Touche : 6", false, null));
    }

    /// The inbox has his call already, on the ticket by which he is with the others: he would wait for ever.
    @Test
    void takesLeaveOfWhoWasServedBeforeWeDied() {
        talked(TalkStore.State.SERVED);

        comesBackFromTheMenu();

        verify(intake, never()).queue(any(), any(), any(), any(), any(), any(), any(), any(), any());
        verify(log).append(new ContactEnded(NINE, CALL.contact(), Outcome.SELF_SERVED));
        verify(line).takeLeave(CALL);
        verify(line, never()).backToWaiting(any());
    }

    @Test
    void keepsThePlaceOfWhoWasPromisedACallBeforeWeDied() {
        talked(TalkStore.State.CALLBACK);

        comesBackFromTheMenu();

        verify(callbacks).keepPlace(CALL, CALLER);
        verify(routing).leave(CALL.contact(), ContactOverflowed.CALLBACK);
        verify(line).takeLeave(CALL);
        verify(line, never()).backToWaiting(any());
    }

    private void comesBackFromTheMenu() {
        when(routing.lastTurn()).thenReturn(NINE);
        var call = Call.restored(CALL, CallState.MENU, null);
        effects.carryOut(
                new LiveCall(call, CALLER, NINE, null), CallTable.on(call, effects.told(call, new InSafetyNet())));
    }

    private Said queued() {
        var said = ArgumentCaptor.forClass(Said.class);
        verify(intake).queue(any(), any(), any(), any(), any(), any(), any(), said.capture(), any());
        return said.getValue();
    }

    private void talked(TalkStore.State state) {
        talked(state, false);
    }

    /// Whoever is outside was not told of it.
    @Test
    void pausesTheRecordingWhenWhoeverIsOutsideJoins() {
        when(store.joined(CALL, NINE)).thenReturn(true);
        when(recordings.paused(CALL)).thenReturn(true);
        var marie = new AgentId("marie");
        var call = Call.restored(CALL, CallState.CONNECTED, marie);

        effects.carryOut(
                new LiveCall(call, null, NINE, null),
                new Step(call, List.of(new CallCommand.BeginConference(marie, null))));

        verify(log).append(new ConferenceBegan(NINE, CALL.contact(), marie, null, null));
        verify(log).append(new RecordingPaused(NINE, CALL.contact(), marie));
    }

    /// As in the database, of which the end of a call takes it away.
    private void talked(TalkStore.State state, boolean urgent) {
        when(numbers.called(CALL.contact())).thenReturn(new Called(null, NUMBER));
        when(talks.result(CALL))
                .thenReturn(Optional.of(
                        new TalkStore.StoredTalk(state, new Said("> Touche : 6", urgent, null), null, false)));
        when(store.ended(CALL, NINE)).thenAnswer(_ -> {
            verify(talks, atLeastOnce()).result(CALL);
            return true;
        });
    }

    private void hangsUpInTheMenu() {
        hangsUpInTheMenu(null);
    }

    private void hangsUpInTheMenu(@Nullable PhoneNumber caller) {
        var call = Call.restored(CALL, CallState.MENU, null);
        effects.carryOut(new LiveCall(call, caller, NINE, null), new Step(call, List.of(new CallCommand.EndInMenu())));
    }

    private void backToWaiting() {
        var call = Call.restored(CALL, CallState.WAITING, null);
        effects.carryOut(new LiveCall(call, null, NINE, null), CallTable.on(call, new InSafetyNet()));
    }

    /// One within another is a part of it.
    static final class Transactions implements PlatformTransactionManager {

        int open;
        int committed;

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return new SimpleTransactionStatus(open++ == 0);
        }

        @Override
        public void commit(TransactionStatus status) {
            open--;
            committed += status.isNewTransaction() ? 1 : 0;
        }

        @Override
        public void rollback(TransactionStatus status) {
            open--;
        }
    }
}
