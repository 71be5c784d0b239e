package fr.allomairies.workspace.board.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration CALM_FOR = Duration.ofSeconds(30);

    private Standing standing = Standing.CALM;
    private int seconds;

    @Test
    void raisesWhatIsBrokenForLongEnough() {
        var rule = rule(true, 5, 5, 10);

        look(rule, 6.0, 10);
        assertThat(standing.raised()).isFalse();
        look(rule, 5.0, 1);
        look(rule, 6.0, 10);
        assertThat(standing.raised()).as("it was calm in between").isFalse();
        look(rule, 6.0, 1);
        assertThat(standing.raised()).isTrue();
    }

    @Test
    void raisesAtOnceWhereNoTimeIsAsked() {
        look(rule(false, 2, 2, 0), 1.0, 1);

        assertThat(standing.raised()).isTrue();
    }

    @Test
    void doesNotFlickerBetweenThresholdAndRelease() {
        var rule = rule(true, 5, 3, 0);
        look(rule, 6.0, 1);

        look(rule, 4.0, 300);
        assertThat(standing.raised())
                .as("better, but not as good as it must be")
                .isTrue();
        look(rule, 3.0, 30);
        assertThat(standing.raised()).isTrue();
        look(rule, 3.0, 1);
        assertThat(standing.raised()).isFalse();
    }

    @Test
    void staysCalmForAsLongAsItHadToBeBroken() {
        var rule = rule(true, 5, 5, 60);
        look(rule, 6.0, 61);

        look(rule, 1.0, 60);
        assertThat(standing.raised()).isTrue();
        look(rule, 6.0, 1);
        look(rule, 1.0, 60);
        assertThat(standing.raised()).as("it was broken in between").isTrue();
        look(rule, 1.0, 1);
        assertThat(standing.raised()).isFalse();
    }

    @Test
    void endsWhenThereIsNothingToLookAt() {
        var rule = rule(false, 0.8, 0.8, 0);
        look(rule, 0.5, 1);

        look(rule, null, 31);

        assertThat(standing.raised()).isFalse();
    }

    @Test
    void aFigureThatDancesIsNoMoreAlertsThanTheCalmAllows() {
        var rule = rule(true, 5, 5, 0);
        for (var seed = 0; seed < 50; seed++) {
            standing = Standing.CALM;
            var dice = new Random(seed);
            var raised = 0;
            for (var second = 0; second < 3600; second++) {
                var before = standing.raised();
                look(rule, (double) dice.nextInt(10), 1);
                raised += !before && standing.raised() ? 1 : 0;
            }
            assertThat(raised).isEqualTo(1);
        }
    }

    private void look(Rule rule, @Nullable Double value, int times) {
        for (var time = 0; time < times; time++) {
            standing = standing.on(rule, value, NINE.plusSeconds(seconds++), CALM_FOR);
        }
    }

    private static Rule rule(boolean above, double threshold, double release, int lasting) {
        return new Rule(
                UUID.randomUUID(),
                "Attente",
                Figure.WAITING,
                Scope.ALL,
                above,
                threshold,
                release,
                Duration.ofSeconds(lasting),
                false,
                false,
                List.of(),
                "fr",
                null,
                true,
                new AgentId("sonia"),
                NINE);
    }
}
