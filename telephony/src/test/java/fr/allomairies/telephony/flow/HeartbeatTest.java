package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    final Routing routing = mock();
    final Line line = mock();
    final Clock clock = mock();
    final Heartbeat heartbeat = new Heartbeat(routing, line, clock);

    @Test
    void tellsWhenRoutingLastTurnedAndNotWhenItTells() {
        when(routing.lastTurn()).thenReturn(NINE.minusSeconds(30));

        heartbeat.run();

        verify(line).beat(NINE.minusSeconds(30));
    }

    @Test
    void turnsWhenRoutingDoesAfterTheQuestion() {
        when(clock.instant()).thenReturn(NINE, NINE.plusSeconds(1));
        when(routing.lastTurn()).thenReturn(NINE.minusMillis(1), NINE.plusMillis(800));

        assertThat(heartbeat.turns()).isTrue();
    }

    @Test
    void doesNotTurnWhenRoutingStoppedBeforeTheQuestion() {
        when(clock.instant()).thenReturn(NINE, NINE.plusSeconds(4), NINE.plusSeconds(6));
        when(routing.lastTurn()).thenReturn(NINE.minusMillis(1));

        assertThat(heartbeat.turns()).isFalse();
    }

    @Test
    void isRegularWhileRoutingTurnedInTheLastSeconds() {
        when(clock.instant()).thenReturn(NINE);
        when(routing.lastTurn()).thenReturn(NINE.minus(Duration.ofSeconds(3)), NINE.minus(Duration.ofSeconds(5)));

        assertThat(heartbeat.regular()).isTrue();
        assertThat(heartbeat.regular()).isFalse();
    }
}
