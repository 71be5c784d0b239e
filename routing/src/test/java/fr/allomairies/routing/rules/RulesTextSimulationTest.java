package fr.allomairies.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.routing.Finding;
import fr.allomairies.testkit.RandomDays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Texts of all sorts, each by its seed.
@Execution(ExecutionMode.CONCURRENT)
class RulesTextSimulationTest {

    @Test
    void readsAllRulesBackAsTheyWereWritten() {
        for (var seed = 0; seed < RandomDays.of(2000); seed++) {
            var rules = new RandomRules(seed).next();
            var text = Print.of(rules);
            var read = RulesText.read(text);

            assertThat(read.findings()).as("seed %d%n%s", seed, text).isEmpty();
            assertThat(read.rules()).as("seed %d%n%s", seed, text).isEqualTo(rules);
            assertThat(Print.of(read.rules())).isEqualTo(text);
            assertThat(Print.tidy(text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    /// Whatever is written, it is read, checked and tidied, and each finding is in the text.
    @Test
    void hasAWordForEveryText() {
        var refused = 0;
        for (var seed = 0; seed < RandomDays.of(4000); seed++) {
            var random = new RandomRules(seed);
            var text = random.spoilt(seed % 2 == 0 ? Shipped.TEXT : Print.of(random.next()));
            var lines = text.lines().count();
            var read = RulesText.read(text);
            var findings = RulesCheck.of(read, TestWorld.CITY);

            assertThat(findings)
                    .as("seed %d", seed)
                    .allMatch(finding -> finding.line() >= 1 && finding.line() <= lines && finding.column() >= 1);
            assertThat(read.rules() == null)
                    .as("seed %d", seed)
                    .isEqualTo(read.findings().stream().anyMatch(Finding::isRefusal));
            if (read.rules() != null) {
                assertThat(RulesText.read(Print.tidy(text)).rules()).isEqualTo(read.rules());
                assertThat(Sentences.of(read.rules())).isNotEmpty();
            }
            refused += findings.stream().anyMatch(Finding::isRefusal) ? 1 : 0;
        }
        assertThat(refused).isBetween(RandomDays.of(1000), RandomDays.of(4000) - 1);
    }

    @Test
    void survivesNoise() {
        var random = new Random(7);
        for (var round = 0; round < RandomDays.of(2000); round++) {
            var noise = random.ints(random.nextInt(300), 0, 0x1000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(RulesText.read(noise).rules()).isNull();
            assertThat(Print.tidy(noise)).isNotNull();
        }
    }
}
