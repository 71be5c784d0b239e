package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.RecordingEvent.Objector;
import fr.allomairies.contact.RecordingEvent.RecordingObjected;
import fr.allomairies.contact.RecordingEvent.RecordingPaused;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RecordingDeskTest {

    static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final ContactId CONTACT = CALL.contact();
    static final AgentId AMINA = new AgentId("amina");

    final Calls calls = mock();
    final RecordingStore store = mock();
    final Recorder recorder = mock();
    final Line line = mock();
    final EventLog log = mock();
    final PlatformTransactionManager transactions = mock();
    final RecordingDesk desk = new RecordingDesk(
            calls, store, recorder, line, log, new TransactionTemplate(transactions), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void sheSpeaksWithACitizenWhoIsRecorded() {
        when(calls.of(CONTACT, AMINA)).thenReturn(Optional.of(CALL));
        when(calls.connectedAgent(CALL)).thenReturn(Optional.of(AMINA));
        when(line.isReached(CALL)).thenReturn(true);
        when(store.paused(any())).thenReturn(true);
        when(store.objected(any())).thenReturn(true);
    }

    @Test
    void pausesWhatTheLineIsToldToPause() {
        when(line.isReached()).thenReturn(true);

        assertThat(desk.pause(AMINA, CONTACT)).isEmpty();

        verify(recorder).stop(CALL);
        verify(log).append(new RecordingPaused(NOW, CONTACT, AMINA));
    }

    @Test
    void saysThatNothingIsPausedOnALineThatGoesOnRecordingUntold() {
        assertThat(desk.pause(AMINA, CONTACT).map(Refusal::code)).contains("telephone-unavailable");
        assertThat(desk.resume(AMINA, CONTACT).map(Refusal::code)).contains("telephone-unavailable");

        verifyNoInteractions(store, recorder, log);
    }

    /// Of a conference that we did not see the line has stopped recording.
    @Test
    void goesOnWithAnotherSegmentWhenNobodyIsOutsideAnyMore() {
        when(store.find(CONTACT)).thenReturn(Optional.of(recorded(1)));
        when(store.find(CALL)).thenReturn(Optional.of(recorded(2)));
        when(store.resumed(CALL)).thenReturn(true);

        desk.backInHouse(CONTACT);

        var inOrder = inOrder(recorder);
        inOrder.verify(recorder).stop(CALL);
        inOrder.verify(recorder).start(CALL, 2);
    }

    /// Nobody there was told.
    @Test
    void staysPausedWhileWhoeverIsOutsideHears() {
        when(line.isReached()).thenReturn(true);
        when(calls.withOutside(CONTACT)).thenReturn(true);

        assertThat(desk.resume(AMINA, CONTACT).map(Refusal::code)).contains("outside-hears");

        verifyNoInteractions(store, recorder, log);
    }

    @Test
    void takesAnObjectionAlsoWhileTheLineCannotBeTold() {
        assertThat(desk.object(AMINA, CONTACT)).isEmpty();

        verify(log).append(new RecordingObjected(NOW, CONTACT, AMINA, Objector.AGENT));
    }

    private static RecordingStore.Entry recorded(int segment) {
        return new RecordingStore.Entry(
                CALL,
                CONTACT,
                CallRecording.Purpose.QUALITY,
                RecordingStore.State.RECORDING,
                null,
                segment,
                AMINA,
                NOW,
                null,
                Duration.ZERO);
    }
}
