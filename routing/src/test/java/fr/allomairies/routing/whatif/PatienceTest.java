package fr.allomairies.routing.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {

    /// Remission times in weeks of the twenty-one patients of Freireich and others (1963), the
    /// example of the textbooks.
    @Test
    void agreesWithTheTextbooksExample() {
        var observed = new Patience.Observed();
        for (var week : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            observed.left(Duration.ofDays(week));
        }
        for (var week : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            observed.stayed(Duration.ofDays(week));
        }

        var curve = observed.curve();

        assertThat(curve.longerThan(Duration.ofDays(5))).isEqualTo(1);
        assertThat(curve.longerThan(Duration.ofDays(6))).isCloseTo(0.857, within(0.0005));
        assertThat(curve.longerThan(Duration.ofDays(12))).isCloseTo(0.753, within(0.0005));
        assertThat(curve.longerThan(Duration.ofDays(16))).isCloseTo(0.627, within(0.0005));
        assertThat(curve.longerThan(Duration.ofDays(40))).isCloseTo(0.448, within(0.0005));
    }

    @Test
    void whoWasAnsweredWouldHaveWaitedForLonger() {
        var observed = new Patience.Observed();
        observed.left(Duration.ofSeconds(10));
        observed.left(Duration.ofSeconds(40));
        observed.stayed(Duration.ofSeconds(20));

        var curve = observed.curve();

        assertThat(curve.after(Duration.ofSeconds(20), 0)).isEqualTo(Duration.ofSeconds(40));
        assertThat(curve.after(Duration.ofSeconds(20), 0.999)).isEqualTo(Duration.ofSeconds(40));
        assertThat(curve.after(Duration.ZERO, 0.2)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void patienceThatWasNeverSeenToEndHasNoEnd() {
        var observed = new Patience.Observed();
        observed.left(Duration.ofSeconds(10));
        observed.stayed(Duration.ofSeconds(20));

        var curve = observed.curve();

        assertThat(curve.after(Duration.ZERO, 0.6)).isNull();
        assertThat(curve.after(Duration.ofSeconds(20), 0.1)).isNull();
    }

    /// Citizens with a mean patience of two minutes, of whom the answered ones hide theirs.
    @Test
    void findsThePatienceBehindTheAnswers() {
        var random = new Random(4);
        var observed = new Patience.Observed();
        for (var i = 0; i < 20_000; i++) {
            var patience = seconds(-Math.log(1 - random.nextDouble()) * 120);
            var answered = seconds(random.nextDouble() * 300);
            if (patience.compareTo(answered) < 0) {
                observed.left(patience);
            } else {
                observed.stayed(answered);
            }
        }
        var curve = observed.curve();

        assertThat(curve.longerThan(Duration.ofSeconds(120))).isCloseTo(Math.exp(-1), within(0.01));
        assertThat(Objects.requireNonNull(curve.after(Duration.ofSeconds(60), 0.5)))
                .isCloseTo(seconds(60 + 120 * Math.log(2)), Duration.ofSeconds(4));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
