package fr.allomairies.workspace.board.alerts;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.BoardState;
import fr.allomairies.workspace.board.LiveBoard;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.integration.leader.event.OnGrantedEvent;

class WatchTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final Rule RULE = new Rule(
            UUID.randomUUID(),
            "Attente",
            Figure.WAITING,
            Scope.ALL,
            true,
            2,
            2,
            Duration.ofSeconds(60),
            false,
            false,
            List.of(),
            "fr",
            null,
            true,
            new AgentId("sonia"),
            NINE);

    private final LiveBoard board = mock();
    private final BoardState state = mock();
    private final SelfCalls selfCalls = mock();
    private final Telephony telephony = mock();
    private final Rules rules = mock();
    private final AlertStore alerts = mock();
    private final Clock clock = mock();
    private final Watch watch = new Watch(
            board,
            new BoardSettings(ServiceLevelRule.A, Map.of(), Duration.ofSeconds(5), 0.8, 0.85, Map.of(), 10),
            new AlertSettings("a key of some length", List.of(), Duration.ZERO),
            mock(HouseHours.class),
            new Beside(selfCalls, mock(Appointments.class), telephony),
            rules,
            alerts,
            clock);

    @BeforeEach
    void threeWait() {
        when(board.current()).thenReturn(state);
        when(board.follows()).thenReturn(true);
        when(state.waitingInAll()).thenReturn(3);
        when(rules.all()).thenReturn(List.of(RULE));
        watch.leads(mock(OnGrantedEvent.class));
    }

    @Test
    void raisesWhatItHasSeenBrokenForLongEnough() {
        for (var second = 0; second < 60; second++) {
            round(second);
        }
        verify(alerts, never()).raise(any(), any());

        round(60);

        verify(alerts).raise(any(), eq(RULE));
    }

    /// It was frozen, and somebody may have answered in between.
    @Test
    void doesNotCountATimeInWhichItDidNotLook() {
        round(0);
        round(90);
        round(91);

        verify(alerts, never()).raise(any(), any());
    }

    @Test
    void doesNotJudgeByAnOldPicture() {
        for (var second = 0; second <= 60; second++) {
            when(board.follows()).thenReturn(second < 30);
            round(second);
        }

        verify(alerts, never()).raise(any(), any());
    }

    private static Rule onceAboveZero(Figure figure) {
        return new Rule(
                UUID.randomUUID(),
                "Témoin",
                figure,
                Scope.ALL,
                true,
                0,
                0,
                Duration.ZERO,
                false,
                true,
                List.of(),
                "fr",
                null,
                true,
                new AgentId("sonia"),
                NINE);
    }

    @Test
    void raisesThatATelephoneServerDoesNotAnswer() {
        var rule = onceAboveZero(Figure.SERVERS_AWAY);
        when(rules.all()).thenReturn(List.of(rule));
        when(telephony.status()).thenReturn(servers(true, true));
        round(0);
        round(1);
        verify(alerts, never()).raise(any(), any());

        when(telephony.status()).thenReturn(servers(true, false));
        round(2);

        verify(alerts).raise(any(), eq(rule));
    }

    private static Telephony.Status servers(boolean... up) {
        var servers = IntStream.range(0, up.length)
                .mapToObj(i -> new Telephony.ServerStatus("asterisk-" + i, 1, up[i], 0, 0, NINE, ""))
                .toList();
        return new Telephony.Status(true, "3906", 0, NINE, "", servers);
    }

    /// Also at night, when nobody waits.
    @Test
    void raisesThatTheLineDoesNotReachItself() {
        var rule = onceAboveZero(Figure.SELF_CALLS_FAILED);
        when(rules.all()).thenReturn(List.of(rule));
        when(selfCalls.failedInARow()).thenReturn(OptionalInt.empty(), OptionalInt.of(0));
        round(0);
        round(1);
        verify(alerts, never()).raise(any(), any());

        when(selfCalls.failedInARow()).thenReturn(OptionalInt.of(1));
        round(2);

        verify(alerts).raise(any(), eq(rule));
    }

    private void round(int second) {
        when(clock.instant()).thenReturn(NINE.plusSeconds(second));
        watch.round();
    }
}
