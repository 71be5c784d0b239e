package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.ListeningBegan;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.telephony.ListeningSettings;
import fr.allomairies.telephony.LiveListening.Listening;
import fr.allomairies.telephony.LiveListening.State;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals.Listens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ListeningDeskTest {

    static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    static final Duration SOON = Duration.ofSeconds(30);
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final ContactId CONTACT = CALL.contact();
    static final AgentId AMINA = new AgentId("amina");
    static final AgentId CHIEF = new AgentId("chief");
    static final UUID ID = UUID.randomUUID();
    static final String WHY = "Accompagnement d’une nouvelle collègue";

    final LiveListeningStore store = mock();
    final Calls calls = mock();
    final Phones phones = mock();
    final Line line = mock();
    final Routing routing = mock();
    final EventLog log = mock();
    final PlatformTransactionManager transactions = mock();
    final Clock clock = mock();
    final ListeningDesk desk = desk(true);
    Instant now = NOW;

    @BeforeEach
    void sheSpeaksWithACitizen() {
        when(calls.of(CONTACT, AMINA)).thenReturn(Optional.of(CALL));
        when(routing.agent(CHIEF))
                .thenReturn(new AgentView(CHIEF, AgentState.OFFLINE, null, NOW, List.of(), List.of()));
        when(line.isReached()).thenReturn(true);
        when(phones.reachable(CHIEF)).thenReturn(true);
        when(clock.instant()).thenAnswer(_ -> now);
        when(store.began(any(), any())).thenReturn(true);
    }

    @Test
    void beginsWhenTheLineSaysSo() {
        known(State.RINGING);

        desk.heard(ID, Mode.LISTEN);

        verify(log, timeout(SOON.toMillis())).append(new ListeningBegan(NOW, CONTACT, AMINA, CHIEF));
        verify(line, never()).endListening(ID);
    }

    @Test
    void letsNobodyHearWhoseCitizenObjectedWhileHisPhoneRang() {
        known(State.RINGING);
        when(store.objected(CONTACT)).thenReturn(true);

        desk.heard(ID, Mode.LISTEN);

        verify(line, timeout(SOON.toMillis())).endListening(ID);
        verifyNoInteractions(log);
    }

    @Test
    void letsGoWhoListensWhereNobodyMayAnyMore() {
        known(State.ON);

        desk(false).tellLine();

        verify(line).announceListening(false);
        verify(line).endListening(ID);
    }

    @Test
    void leavesWhoListensRightlyWhereHeIs() {
        known(State.ON);

        desk.tellLine();

        verify(line).announceListening(true);
        verify(line, never()).endListening(ID);
    }

    @Test
    void isExpectedByWhomHeIsHeardOnceHisPhoneCanRingNoLonger() {
        known(State.ON);
        assertThat(desk.expected()).containsExactly(new Listens(ID, CONTACT, Mode.LISTEN, true));
        known(State.RINGING);
        assertThat(desk.expected()).containsExactly(new Listens(ID, CONTACT, null, false));

        now = NOW.plusSeconds(46);

        assertThat(desk.expected()).containsExactly(new Listens(ID, CONTACT, null, true));
    }

    /// As the database does.
    @Test
    void countsTheReasonInCharacters() {
        assertThat(desk.begin(CHIEF, AMINA, CONTACT, "👂".repeat(9)).map(Refusal::code))
                .contains("reason-missing");
        assertThat(desk.begin(CHIEF, AMINA, CONTACT, "👂".repeat(501)).map(Refusal::code))
                .contains("reason-missing");
        assertThat(desk.begin(CHIEF, AMINA, CONTACT, "👂".repeat(500))).isEmpty();
    }

    @Test
    void hearsNobodyOutsideWhoWasNotTold() {
        when(calls.asksOutside(CONTACT)).thenReturn(true);
        assertThat(desk.begin(CHIEF, AMINA, CONTACT, WHY).map(Refusal::code)).contains("outside-asked");
        known(State.RINGING);

        desk.heard(ID, Mode.LISTEN);

        verify(line, timeout(SOON.toMillis())).endListening(ID);
        verifyNoInteractions(log);
    }

    private void known(State state) {
        var listening = new Listening(
                ID,
                CONTACT,
                AMINA,
                CHIEF,
                WHY,
                state,
                Mode.LISTEN,
                NOW,
                state == State.RINGING ? null : NOW,
                null,
                null,
                false);
        when(store.find(ID)).thenReturn(Optional.of(listening));
        when(store.open()).thenReturn(List.of(listening));
    }

    private ListeningDesk desk(boolean on) {
        return new ListeningDesk(
                store,
                calls,
                phones,
                line,
                routing,
                log,
                new TransactionTemplate(transactions),
                new ListeningSettings(on, true),
                clock);
    }
}
