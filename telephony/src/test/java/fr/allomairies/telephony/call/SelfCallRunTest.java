package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.telephony.SelfCalls.SelfCall;
import fr.allomairies.telephony.SelfCalls.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfCallRunTest {

    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

    private final SelfCallRun begun = SelfCallRun.begun("a1b2c3d4e5f6", NOON);

    @Test
    void getsThroughWhenEveryStageIsReached() {
        var run = before(Stage.OVER).reached(Stage.OVER, NOON.plusSeconds(9));

        assertThat(run.result()).hasValueSatisfying(call -> {
            assertThat(call.failed()).isNull();
            assertThat(call.took()).containsOnlyKeys(Stage.values());
            assertThat(call.took().get(Stage.OVER)).isEqualTo(Duration.ofSeconds(3));
        });
    }

    @ParameterizedTest
    @EnumSource
    void failsAtTheStageThatDoesNotComeInTime(Stage stage) {
        var run = before(stage);
        var late = run.latest().plus(stage.limit());

        assertThat(run.at(late).result()).isEmpty();
        assertThat(run.at(late.plusMillis(1)).result()).map(SelfCall::failed).contains(stage);
    }

    @ParameterizedTest
    @EnumSource(names = "OVER", mode = EnumSource.Mode.EXCLUDE)
    void failsAtTheStageBeforeWhichItEnds(Stage stage) {
        assertThat(before(stage).reached(Stage.OVER, NOON.plusSeconds(8)).result())
                .map(SelfCall::failed)
                .contains(stage);
    }

    /// The dialogue is told by another connection than the arrival.
    @Test
    void takesWhatIsToldBeforeWhatItFollowsFrom() {
        var run = begun.reached(Stage.DIALOGUE, NOON.plusSeconds(1)).reached(Stage.ARRIVED, NOON.plusSeconds(2));

        assertThat(run.took()).containsOnlyKeys(Stage.ARRIVED, Stage.DIALOGUE);
        assertThat(run.latest()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void isDoneOnce() {
        var failed = begun.broken();

        assertThat(failed.reached(Stage.ARRIVED, NOON.plusSeconds(1)).broken().at(NOON.plusSeconds(900)))
                .isEqualTo(failed);
    }

    /// Every stage before it takes a second.
    private SelfCallRun before(Stage stage) {
        var run = begun;
        for (var passed = 0; passed < stage.ordinal(); passed++) {
            run = run.reached(Stage.values()[passed], run.latest().plusSeconds(1));
        }
        return run;
    }
}
