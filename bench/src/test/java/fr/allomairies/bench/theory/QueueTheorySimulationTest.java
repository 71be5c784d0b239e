package fr.allomairies.bench.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The corners of the grid that `./allo bench theory` plays in full.
@Execution(ExecutionMode.CONCURRENT)
class QueueTheorySimulationTest {

    private static final long SEED = 1;
    private static final long SHORT_BATCH = 500;

    static Stream<Point> points() {
        return Stream.of(
                new Point(1, 0.8, null),
                new Point(5, 0.8, null),
                new Point(20, 0.9, null),
                new Point(1, 0.9, Duration.ofSeconds(30)),
                new Point(50, 0.98, Duration.ofSeconds(120)),
                new Point(10, 1.3, Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @MethodSource("points")
    void theEngineIsTheQueueOfTheory(Point point) {
        assertThat(Trial.of(point, SHORT_BATCH, SEED)).allMatch(Measure::agrees);
    }

    @Test
    void theoryForOnePositionMoreOrLessIsNotTheEngine() {
        var measures = Trial.of(new Point(5, 0.8, null), SHORT_BATCH, SEED);
        for (var wrong : new int[] {4, 6}) {
            // the same arrivals: 4 a minute
            var other = new Point(wrong, 4.0 / wrong - 1e-6, null).theory();

            assertThat(Math.abs(measures.getFirst().simulated() - other.delayProbability()))
                    .isGreaterThan(measures.getFirst().halfWidth());
        }
    }
}
