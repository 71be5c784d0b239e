package fr.allomairies.workspace.board.alerts;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.ArgumentMatchers.notNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.HouseMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class SendingTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");

    private final AlertStore alerts = mock();
    private final HouseMail mail = mock();
    private final Alert alert = new Alert(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "Attente",
            Figure.WAITING,
            Scope.ALL,
            true,
            2,
            false,
            3,
            NINE,
            null,
            null,
            null);
    private final Message message = new Message(
            UUID.randomUUID(),
            alert.id(),
            true,
            Message.Way.MAIL,
            "sonia@mairie.example.org",
            "fr",
            NINE,
            1,
            NINE,
            null,
            null);

    @Test
    void triesAMessageThatCannotBeMadeAgainForADayAndSaysSo() {
        when(alerts.claim(any(), any(), anyInt())).thenReturn(List.of(message));
        when(alerts.alert(alert.id())).thenReturn(Optional.of(alert));

        sending(NINE).round();
        sending(NINE.plus(Duration.ofHours(25))).round();

        verify(alerts).failed(eq(message), eq("message-not-made"), notNull());
        verify(alerts).failed(eq(message), eq("message-not-made"), isNull());
        verify(alerts, never()).sent(any(), any());
    }

    /// It finds no text.
    private Sending sending(Instant now) {
        return new Sending(
                alerts,
                mail,
                mock(Webhook.class),
                new Words(new StaticMessageSource()),
                Clock.fixed(now, ZoneOffset.UTC),
                "http://localhost");
    }
}
