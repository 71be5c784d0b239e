package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailboxWatchTest {

    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    final Clock clock = mock();
    final MailboxWatch watch = new MailboxWatch(clock);

    @Test
    void aMailboxThatNobodyLooksIntoAnyMoreIsHindered() {
        when(clock.instant()).thenReturn(NOON);
        watch.reached("voirie@allo.test");
        when(clock.instant()).thenReturn(NOON.plus(Duration.ofMinutes(5)));
        assertThat(watch.worst()).isEmpty();

        when(clock.instant()).thenReturn(NOON.plus(Duration.ofMinutes(6)));

        assertThat(watch.worst()).contains("slow");
        assertThat(watch.last("voirie@allo.test").orElseThrow().failure()).contains("slow");
    }

    @Test
    void aReaderThatDiesOfAnErrorIsOver() throws Exception {
        SignIn signIn = mock();
        when(signIn.imap(any())).thenThrow(new OutOfMemoryError());
        var account = Adapters.SETTINGS.account();
        var reader = new MailboxReader(account, signIn, watch, Duration.ofMillis(1), (_, _) -> true);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(reader::run);

        assertThat(reader.isOver()).isTrue();
    }
}
