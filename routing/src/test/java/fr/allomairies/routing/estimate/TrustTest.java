package fr.allomairies.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustTest {

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
            trust.compare(estimate(300, 600, 900), Duration.ofSeconds(700));
        }

        assertThat(trust.isDeserved()).isTrue();
    }

    @Test
    void halfOfThemAreOffByAMinuteOrByHalfAtMost() {
        for (var i = 0; i < 20; i++) {
            trust.compare(estimate(100, 400, 900), Duration.ofSeconds(200));
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
            trust.compare(estimate(50, 100, 150), Duration.ofSeconds(seconds));
        }
    }

    private static WaitEstimate estimate(int low, int expected, int high) {
        return new WaitEstimate(Duration.ofSeconds(low), Duration.ofSeconds(expected), Duration.ofSeconds(high));
    }
}
