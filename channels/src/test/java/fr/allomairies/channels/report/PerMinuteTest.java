package fr.allomairies.channels.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PerMinuteTest {

    static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    final PerMinute limit = new PerMinute(2);

    @Test
    void letsSoManyInFromOneAddress() throws Fault {
        limit.pass("192.0.2.1", NOW);
        limit.pass("192.0.2.1", NOW.plusSeconds(10));

        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> limit.pass("192.0.2.1", NOW.plusSeconds(59)))
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo(429);
                    assertThat(fault.isPassing()).isTrue();
                });
        limit.pass("192.0.2.2", NOW.plusSeconds(59));
        limit.pass("192.0.2.1", NOW.plusSeconds(60));
    }
}
