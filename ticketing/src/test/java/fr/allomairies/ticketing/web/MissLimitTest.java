package fr.allomairies.ticketing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MissLimitTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    final MissLimit limit = new MissLimit();

    @Test
    void stopsOneAddressAfterTwentyMissesAndForgetsThem() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.isReached("192.0.2.1", NINE)).isFalse();
            limit.missed("192.0.2.1", NINE);
        }

        assertThat(limit.isReached("192.0.2.1", NINE)).isTrue();
        assertThat(limit.isReached("192.0.2.2", NINE)).isFalse();
        assertThat(limit.isReached("192.0.2.1", NINE.plus(Duration.ofMinutes(10))))
                .isFalse();
    }

    @Test
    void forgetsTheOldestRatherThanGrow() {
        for (int i = 0; i < 20; i++) {
            limit.missed("first", NINE);
        }
        for (int i = 0; i < 10_000; i++) {
            limit.missed("address " + i, NINE);
        }

        assertThat(limit.isReached("first", NINE)).isFalse();
    }
}
