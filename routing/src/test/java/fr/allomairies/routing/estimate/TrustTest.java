package fr.allomairies.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    private final Trust trust = new Trust();

    @Test
    void nothingIsAnnouncedBeforeEnoughHasBeenCompared() {
        compare(19, 100);

        assertThat(trust.isDeserved()).isFalse();

        compare(1, 100);

        assertThat(trust.isDeserved()).isTrue();
    }

    @Test
    void sevenInTenAreWithinTheirRange() {
        compare(14, 100);
        compare(6, 160);

        assertThat(trust.isDeserved()).isTrue();

        compare(1, 160);

        assertThat(trust.isDeserved()).isFalse();
    }

    @Test
    void aLongWaitMayBeOffByMoreThanAMinute() {
        for (var i = 0; i < 20; i++) {
            compare(estimate(300, 600, 900), 700);
        }

        assertThat(trust.isDeserved()).isTrue();
    }

    @Test
    void halfOfThemAreOffByAMinuteOrByHalfAtMost() {
        for (var i = 0; i < 20; i++) {
            compare(estimate(100, 400, 900), 200);
        }

        assertThat(trust.isDeserved()).isFalse();
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        compare(Trust.REMEMBERED, 400);
        compare(Trust.REMEMBERED - 1, 100);

        assertThat(trust.isDeserved()).isTrue();
    }

    private void compare(int times, int seconds) {
        for (var i = 0; i < times; i++) {
            compare(estimate(50, 100, 150), seconds);
        }
    }

    private void compare(WaitEstimated estimate, int seconds) {
        trust.compare(estimate, NINE.plusSeconds(seconds));
    }

    private static WaitEstimated estimate(int low, int expected, int high) {
        return new WaitEstimated(
                NINE,
                ContactId.next(),
                1,
                Duration.ofSeconds(low),
                Duration.ofSeconds(expected),
                Duration.ofSeconds(high),
                false);
    }
}
