package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// What is learned is the best that can be: there, what is minimised has no slope in any direction.
class SolversTest {

    private static final int KNOWN = 20;
    private static final int ROWS = 300;
    private static final double COST = 3;
    private static final double PRECISION = 1e-7;

    private final Random random = new Random(7);
    private final boolean[] yes = new boolean[ROWS];
    private final Matrix rows = Matrix.of(vectors(), KNOWN, _ -> true);

    @Test
    void supportVectorsAreTheBestThereAre() {
        var weights = new SupportVectors(rows, yes, COST).learn(PRECISION);
        assertThat(slope(weights, _ -> true, side -> 2 * COST * Math.max(0, 1 - side)))
                .isLessThan(1e-5);
    }

    @Test
    void supportVectorsThatForgetAreTheBestForWhatIsLeft() {
        var machine = new SupportVectors(rows, yes, COST);
        machine.learn(PRECISION);
        machine.forget(row -> row % 5 == 0);
        var weights = machine.learn(PRECISION);
        assertThat(slope(weights, row -> row % 5 != 0, side -> 2 * COST * Math.max(0, 1 - side)))
                .isLessThan(1e-5);
        assertThat(slope(weights, _ -> true, side -> 2 * COST * Math.max(0, 1 - side)))
                .isGreaterThan(0.1);
    }

    @Test
    void logisticRegressionIsTheBestThereIs() {
        var weights = LogisticRegression.learn(rows, yes, COST, PRECISION);
        assertThat(slope(weights, _ -> true, side -> COST / (1 + Math.exp(side))))
                .isLessThan(1e-5);
    }

    @Test
    void whatStandsOnOneSideAloneTellsMore() {
        var one = new Vector(new int[] {0, 1}, new float[] {1, 1}, new int[2]);
        var other = new Vector(new int[] {0}, new float[] {1}, new int[1]);
        var telling = Telling.of(
                Matrix.of(List.of(one, one, other, other), 2, _ -> true), new boolean[] {true, true, false, false});
        assertThat(telling[1]).isGreaterThan(telling[0] + 1);
        assertThat(telling[2]).as("bias").isEqualTo(1);
    }

    @Test
    void bothLearnTheSameToTheBitFromTheSame() {
        assertThat(new SupportVectors(rows, yes, COST).learn(0.1))
                .isEqualTo(new SupportVectors(rows, yes, COST).learn(0.1));
        assertThat(LogisticRegression.learn(rows, yes, COST, 0.1))
                .isEqualTo(LogisticRegression.learn(rows, yes, COST, 0.1));
    }

    /// @param learned rows
    /// @param pull of a row, by how far it is on its own side
    /// @return the steepest
    private double slope(double[] weights, IntPredicate learned, DoubleUnaryOperator pull) {
        var slopes = weights.clone();
        for (int row = 0; row < ROWS; row++) {
            if (learned.test(row)) {
                var sign = yes[row] ? 1 : -1;
                rows.add(row, -sign * pull.applyAsDouble(sign * rows.times(row, weights)), slopes);
            }
        }
        return Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
    }

    /// Most are on the side that their first feature says, some are not.
    private List<Vector> vectors() {
        var vectors = new ArrayList<Vector>();
        for (int row = 0; row < ROWS; row++) {
            var vector = new Vector.Builder();
            for (int feature = 0; feature < KNOWN; feature += 1 + random.nextInt(4)) {
                vector.add(feature, random.nextFloat(), 0);
            }
            vectors.add(vector.build());
            yes[row] = vectors.getLast().values()[0] + 0.2 * random.nextGaussian() > 0.3;
        }
        return vectors;
    }
}
