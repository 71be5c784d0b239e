package fr.allomairies.routing.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class ErlangTest {

    private static final Duration TWENTY = Duration.ofSeconds(20);

    /// The entry of the dictionary of measures: 100 calls in 30 min of 3 min each, 80 % in 20 s.
    private static final Load HALF_AN_HOUR = new Load(100, Duration.ofMinutes(30), Duration.ofMinutes(3));

    /// O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers", 2002, § 1: 50
    /// agents, 48 calls a minute of one minute each, patience of two minutes.
    private static final Load GARNETT = new Load(48, Duration.ofMinutes(1), Duration.ofMinutes(1));

    @Test
    void reproducesTheCheckOfTheDictionary() {
        var needed = Positions.needed(HALF_AN_HOUR, null, Target.of(0.80, TWENTY));

        assertThat(needed.positions()).isEqualTo(14);
        assertThat(needed.serviceLevel(TWENTY, Duration.ZERO)).isEqualTo(0.888, within(0.0005));
        assertThat(needed.occupancy()).isEqualTo(0.714, within(0.0005));
        assertThat(new Shrinkage(0.30).rosterFor(needed.positions())).isEqualTo(20);
    }

    @Test
    void erlangCGivesThePublishedFigures() {
        var model = new ErlangC(GARNETT, 50);

        assertThat(model.meanWait()).isEqualTo(20.8, within(0.05));
        assertThat(model.occupancy()).isEqualTo(0.96, within(1e-12));
        assertThat(model.waitsLongerThan(Duration.ofMillis(58_100))).isEqualTo(0.10, within(0.001));
    }

    @Test
    void erlangAGivesThePublishedFigures() {
        var model = new ErlangA(GARNETT, Duration.ofMinutes(2), 50);

        assertThat(model.abandonment()).isEqualTo(0.031, within(0.0005));
        assertThat(model.meanWait()).isEqualTo(3.7, within(0.05));
        assertThat(model.occupancy()).isEqualTo(0.93, within(0.005));
    }

    @Test
    void oneMachineWaitsAsTheTextbookSays() {
        var model = new ErlangC(new Load(0.8, Duration.ofMinutes(1), Duration.ofMinutes(1)), 1);

        assertThat(model.delayProbability()).isEqualTo(0.8, within(1e-12));
        assertThat(model.meanWait()).isEqualTo(240, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "4, 5", "4, 3", "9.9, 10", "30, 25", "30, 40", "200, 200", "200, 120"})
    void erlangAAgreesWithTheBalanceOfItsStates(double erlangs, int positions) {
        var load = new Load(erlangs, Duration.ofMinutes(1), Duration.ofMinutes(1));
        var states = new States(erlangs, positions, 0.75);
        var model = new ErlangA(load, Duration.ofSeconds(80), positions);

        assertThat(model.delayProbability()).isEqualTo(states.allBusy(), within(1e-10));
        assertThat(model.abandonment()).isEqualTo(states.abandonment(), within(1e-10));
        assertThat(model.meanWait()).isEqualTo(states.meanQueue() / erlangs * 60, within(1e-7));
        for (var seconds : new int[] {0, 5, 20, 90}) {
            var time = Duration.ofSeconds(seconds);
            assertThat(model.answeredWithin(time))
                    .as("answered within %s", time)
                    .isEqualTo(states.answeredWithin(seconds / 60.0), within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "4, 5", "9.9, 10", "190, 200"})
    void withEndlessPatienceErlangAIsErlangC(double erlangs, int positions) {
        var load = new Load(erlangs, Duration.ofMinutes(1), Duration.ofMinutes(1));
        var patient = new ErlangA(load, Duration.ofDays(500), positions);
        var endless = new ErlangC(load, positions);

        assertThat(patient.delayProbability()).isEqualTo(endless.delayProbability(), within(1e-4));
        assertThat(patient.meanWait() / endless.meanWait()).isEqualTo(1, within(1e-2));
        assertThat(patient.answeredWithin(TWENTY)).isEqualTo(endless.answeredWithin(TWENTY), within(1e-4));
    }

    /// Two computations that share nothing: the balance of states, and the integral over the waits.
    @ParameterizedTest
    @CsvSource({"0.5, 1", "4, 5", "30, 25", "200, 120", "1000, 1000", "5000, 100"})
    void whoIsNotAnsweredInTheEndHasLeft(double erlangs, int positions) {
        var load = new Load(erlangs, Duration.ofMinutes(1), Duration.ofMinutes(1));
        var model = new ErlangA(load, Duration.ofMinutes(10), positions);

        assertThat(model.answeredWithin(Duration.ofDays(1))).isEqualTo(1 - model.abandonment(), within(1e-7));
        assertThat(model.abandonedWithin(Duration.ofDays(1))).isEqualTo(model.abandonment(), within(1e-7));
    }

    @Test
    void aLoadBeyondAllFloatingPointStaysExact() {
        var load = new Load(100_000, Duration.ofMinutes(1), Duration.ofMinutes(1));
        var model = new ErlangA(load, Duration.ofHours(1), 10_000);

        // fluid limit: nine of ten must leave, and the queue stands where as many leave as come too much
        assertThat(model.delayProbability()).isEqualTo(1, within(1e-12));
        assertThat(model.abandonment()).isEqualTo(0.9, within(1e-6));
        assertThat(model.occupancy()).isEqualTo(1, within(1e-6));
    }

    @Test
    void aLoadThatErlangCCannotCarryGrowsForEver() {
        var model = new ErlangC(new Load(10, Duration.ofMinutes(1), Duration.ofMinutes(1)), 10);

        assertThat(model.isStable()).isFalse();
        assertThat(model.meanWait()).isInfinite();
        assertThat(model.answeredWithin(Duration.ofHours(1))).isZero();
        assertThat(model.occupancy()).isEqualTo(1);
    }

    @Test
    void whoLeavesAtOnceIsLeftOutOfTheServiceLevel() {
        var model = new ErlangA(GARNETT, Duration.ofMinutes(2), 45);
        var everybody = model.answeredWithin(TWENTY);
        var lasting = 1 - model.abandonedWithin(Duration.ofSeconds(5));

        assertThat(model.serviceLevel(TWENTY, Duration.ZERO)).isEqualTo(everybody);
        assertThat(model.serviceLevel(TWENTY, Duration.ofSeconds(5)))
                .isEqualTo(everybody / lasting)
                .isGreaterThan(everybody);
    }

    @Test
    void theAnsweredHaveWaitedLessThanAllWhoTheirPatienceHeld() {
        var model = new ErlangA(GARNETT, Duration.ofMinutes(2), 45);
        // all waiting time is that of the answered and that of those who left; P(Ab) patience = E[W]
        assertThat(model.meanWait()).isEqualTo(model.abandonment() * 120, within(1e-9));
        assertThat(model.meanWaitOfAnswered()).isPositive().isLessThan(120);
    }

    @Test
    void findsTheFewestPositionsForEveryPartOfATarget() {
        var patience = Duration.ofMinutes(2);
        for (var target : new Target[] {
            Target.of(0.80, TWENTY),
            new Target(0.80, TWENTY, Duration.ofSeconds(5), 0.85, 1),
            new Target(0.50, TWENTY, Duration.ZERO, 1, 0.01),
        }) {
            var needed = Positions.needed(GARNETT, patience, target);

            assertThat(target.isMetBy(needed)).isTrue();
            assertThat(target.isMetBy(QueueModel.of(GARNETT, patience, needed.positions() - 1)))
                    .isFalse();
        }
    }

    @Test
    void aSingleCallNeedsOnePosition() {
        var load = new Load(0.01, Duration.ofMinutes(15), Duration.ofSeconds(30));

        assertThat(Positions.needed(load, null, Target.of(0.80, TWENTY)).positions())
                .isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithWhatItIsGiven() {
        var minute = Duration.ofMinutes(1);
        refuses("arrivals are a number above 0, were: -1.0", () -> new Load(-1, minute, minute));
        refuses("arrivals are a number above 0, were: 0.0", () -> new Load(0, minute, minute));
        refuses("arrivals are a number above 0, were: NaN", () -> new Load(Double.NaN, minute, minute));
        refuses("the interval is longer than nothing", () -> new Load(1, Duration.ZERO, minute));
        refuses("the handle time is longer than nothing", () -> new Load(1, minute, minute.negated()));
        refuses("the patience is longer than nothing", () -> new ErlangA(GARNETT, Duration.ZERO, 5));
        refuses("there is at least 1 position, were: 0", () -> new ErlangA(GARNETT, minute, 0));
        refuses("there is at least 1 position, were: -2", () -> new ErlangC(GARNETT, -2));
        refuses("a service level is above 0 and below 1, was: 1.0", () -> Target.of(1, TWENTY));
        refuses("the time to answer is not negative", () -> Target.of(0.8, TWENTY.negated()));
        refuses("the highest occupancy is above 0", () -> new Target(0.8, TWENTY, Duration.ZERO, 0, 1));
        refuses("the highest abandonment is above 0", () -> new Target(0.8, TWENTY, Duration.ZERO, 1, -1));
        refuses("shrinkage is 0 or more and below 1, was: 1.0", () -> new Shrinkage(1));
        refuses("a wait is not negative", () -> new ErlangC(GARNETT, 50).waitsLongerThan(TWENTY.negated()));
    }

    private static void refuses(String sentence, Runnable nonsense) {
        assertThatIllegalArgumentException().isThrownBy(nonsense::run).withMessageContaining(sentence);
    }
}
