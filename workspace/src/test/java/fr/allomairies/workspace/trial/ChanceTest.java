package fr.allomairies.workspace.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.workspace.trial.Chance.Verdict;
import org.junit.jupiter.api.Test;

class ChanceTest {

    /// Fisher's lady who tasted tea, and other tables of textbooks.
    @Test
    void isFishersTest() {
        assertThat(Chance.probability(3, 4, 1, 4)).isEqualTo(0.4857, within(0.0001));
        assertThat(Chance.probability(8, 10, 1, 6)).isEqualTo(0.0350, within(0.0001));
        assertThat(Chance.probability(1, 12, 9, 12)).isEqualTo(0.002759, within(0.000001));
        assertThat(Chance.probability(0, 50, 0, 60)).isEqualTo(1, within(1e-9));
        assertThat(Chance.probability(0, 0, 0, 0)).isEqualTo(1, within(1e-9));
    }

    @Test
    void staysANumberForTensOfThousands() {
        assertThat(Chance.probability(20_000, 40_000, 5_000, 10_000)).isEqualTo(1, within(1e-6));
        assertThat(Chance.probability(20_000, 40_000, 4_500, 10_000)).isLessThan(1e-9);
    }

    @Test
    void saysNothingOfAFewAndIsNotTakenInByTheUsualLuck() {
        assertThat(Chance.of(0, 29, 300, 300)).isEqualTo(Verdict.TOO_FEW);
        assertThat(Chance.of(80, 200, 26, 50)).isEqualTo(Verdict.CHANCE);
        assertThat(Chance.of(80, 200, 36, 50)).isEqualTo(Verdict.MORE_THAN_CHANCE);
    }
}
