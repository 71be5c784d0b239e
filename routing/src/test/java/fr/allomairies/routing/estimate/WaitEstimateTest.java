package fr.allomairies.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitEstimateTest {

    @Test
    void theFirstInLineWaitsForOneOfTheAgents() {
        var estimate = WaitEstimate.of(1, 4 / 180.0, 0, 0);

        assertThat(estimate.expected()).isEqualTo(Duration.ofSeconds(45));
    }

    /// Of Erlang's distribution, from its tables: the 10th and the 90th percentile of 1, 5 and 20 turns of mean 1.
    @Test
    void theRangeIsErlangs() {
        assertRange(1, 0.105, 2.303);
        assertRange(5, 2.433, 7.994);
        assertRange(20, 14.525, 25.903);
    }

    private static void assertRange(int turns, double low, double high) {
        var estimate = WaitEstimate.of(turns, 0.01, 0, 0);

        assertThat(estimate.low().toMillis() / 100_000.0).isCloseTo(low, within(0.015));
        assertThat(estimate.high().toMillis() / 100_000.0).isCloseTo(high, within(0.03));
    }

    @Test
    void itRingsInTheEnd() {
        assertThat(WaitEstimate.of(1, 0.1, 0, 4).expected()).isEqualTo(Duration.ofSeconds(14));
    }

    /// Five agents at three minutes each, twelve before, each of whom leaves after four minutes on average.
    @Test
    void foreseesThatSomeLeave() {
        var random = new Random(11);
        var waits = new long[20_000];
        for (var i = 0; i < waits.length; i++) {
            var wait = 0.0;
            for (var before = 12; before >= 0; before--) {
                wait += -Math.log(1 - random.nextDouble()) / (5 / 180.0 + before / 240.0);
            }
            waits[i] = Math.round(wait * 1000);
        }
        Arrays.sort(waits);

        var estimate = WaitEstimate.of(13, 5 / 180.0, 1 / 240.0, 0);

        assertThat(estimate.expected().toMillis())
                .isCloseTo((long) Arrays.stream(waits).average().orElseThrow(), within(4_000L));
        assertThat(estimate.low().toMillis()).isCloseTo(waits[2_000], within(5_000L));
        assertThat(estimate.high().toMillis()).isCloseTo(waits[18_000], within(6_000L));
    }

    /// Many thousand turns are no longer added up, and come to the same.
    @Test
    void aLongLineComesToWhatAddingItUpWouldSay() {
        for (var leaving : new double[] {0, 1e-9, 1 / 3600.0, 1 / 240.0, 1}) {
            for (var turns : new int[] {64, 65, 70, 1_000, 50_000}) {
                var sum = 0.0;
                for (var before = 0; before < turns; before++) {
                    sum += 1 / (3 / 180.0 + before * leaving);
                }

                assertThat(WaitEstimate.of(turns, 3 / 180.0, leaving, 0)
                                        .expected()
                                        .toMillis()
                                / 1000.0)
                        .isCloseTo(sum, within(0.001 + sum * 1e-7));
            }
        }
    }

    /// Of Erlang's distribution the variance is known: the range of 10,000 turns is narrow.
    @Test
    void theRangeOfALongLineIsNarrow() {
        var estimate = WaitEstimate.of(10_000, 1, 0, 0);

        assertThat(estimate.expected()).isEqualTo(Duration.ofSeconds(10_000));
        assertThat(estimate.low().toSeconds()).isCloseTo(10_000 - 128, within(2L));
        assertThat(estimate.high().toSeconds()).isCloseTo(10_000 + 128, within(2L));
    }
}
