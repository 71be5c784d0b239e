package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private static final String HERE = "192.0.2.1";

    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private final SignInAttempts attempts = new SignInAttempts(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void letsAClumsyTypistTryAgain() {
        fail("amina", SignInAttempts.ALLOWED - 1);

        assertThat(attempts.refused("amina", HERE)).isFalse();
    }

    @Test
    void refusesALoginAfterTooManyFailuresAndNoOther() {
        fail("amina", SignInAttempts.ALLOWED);

        assertThat(attempts.refused("amina", "198.51.100.7")).isTrue();
        assertThat(attempts.refused("bruno", HERE)).isFalse();
    }

    @Test
    void refusesAnAddressThatTriesOneLoginAfterTheOther() {
        for (int i = 0; i < SignInAttempts.ALLOWED_PER_ADDRESS; i++) {
            attempts.failed("login" + i, HERE);
        }

        assertThat(attempts.refused("amina", HERE)).isTrue();
        assertThat(attempts.refused("amina", "198.51.100.7")).isFalse();
    }

    @Test
    void forgetsAfterAWhile() {
        fail("amina", SignInAttempts.ALLOWED);
        now = now.plus(SignInAttempts.WINDOW).plus(Duration.ofSeconds(1));

        assertThat(attempts.refused("amina", HERE)).isFalse();
    }

    @Test
    void forgetsTheFailuresOfALoginThatSucceeds() {
        fail("amina", SignInAttempts.ALLOWED - 1);
        attempts.succeeded("amina");
        fail("amina", 1);

        assertThat(attempts.refused("amina", HERE)).isFalse();
    }

    private void fail(String login, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(login, HERE);
        }
    }
}
