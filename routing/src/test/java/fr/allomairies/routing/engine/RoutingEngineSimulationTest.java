package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import fr.allomairies.contact.Event;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Thousands of short random days. More of them: `-Drouting.days=100000`; a day that fails is printed as the shortest
/// list of commands that still fails.
class RoutingEngineSimulationTest {

    static final int DAYS = Integer.getInteger("routing.days", 2_000);
    static final int COMMANDS_A_DAY = 80;

    @Test
    void keepsItsPromisesAfterEachCommandOfAnyDay() {
        for (var seed = 0; seed < DAYS; seed++) {
            var day = RandomDay.of(seed, COMMANDS_A_DAY);
            if (breaks(day)) {
                var shortest = Shrinker.shrink(day, RoutingEngineSimulationTest::breaks);
                report(seed, shortest);
            }
        }
    }

    @Test
    void decidesTheSameOnReplay() {
        for (var seed = 0; seed < DAYS; seed++) {
            var day = RandomDay.of(seed, COMMANDS_A_DAY);

            assertThat(steps(day)).as("seed %s", seed).isEqualTo(steps(day));
        }
    }

    @Test
    void goesOnFromItsStateAsIfItHadNeverStopped() {
        for (var seed = 0; seed < DAYS; seed++) {
            var day = RandomDay.of(seed, COMMANDS_A_DAY);
            var stop = new Random(seed).nextInt(day.size());
            var first = new RoutingEngine(TestRules.RULES, RoutingState.EMPTY);
            day.subList(0, stop).forEach(first::on);
            var second = new RoutingEngine(TestRules.RULES, first.state());

            for (var command : day.subList(stop, day.size())) {
                assertThat(second.on(command).decisions())
                        .as("seed %s", seed)
                        .isEqualTo(first.on(command).decisions());
                assertThat(second.state()).isEqualTo(first.state());
            }
        }
    }

    @Test
    void handsOverExactlyWhatChanged() {
        for (var seed = 0; seed < DAYS; seed++) {
            var engine = new RoutingEngine(TestRules.RULES, RoutingState.EMPTY);
            var mirror = new Mirror();
            for (var command : RandomDay.of(seed, COMMANDS_A_DAY)) {
                mirror.apply(engine.on(command));

                assertThat(mirror.state()).as("seed %s", seed).isEqualTo(engine.state());
            }
        }
    }

    private static boolean breaks(List<Command> commands) {
        try {
            Judge.judge(commands);
            return false;
        } catch (AssertionError | RuntimeException _) {
            return true;
        }
    }

    private static void report(int seed, List<Command> shortest) {
        var log = shortest.stream().map(Command::toString).collect(Collectors.joining("\n  "));
        try {
            Judge.judge(shortest);
        } catch (AssertionError | RuntimeException e) {
            fail("the day with seed " + seed + " breaks a promise, at the latest after:\n  " + log, e);
        }
    }

    private static List<Event> steps(List<Command> day) {
        var engine = new RoutingEngine(TestRules.RULES, RoutingState.EMPTY);
        return day.stream()
                .flatMap(command -> engine.on(command).decisions().stream())
                .toList();
    }
}
