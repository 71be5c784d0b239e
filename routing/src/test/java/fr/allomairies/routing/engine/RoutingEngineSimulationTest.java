package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import fr.allomairies.contact.Event;
import fr.allomairies.testkit.RandomDays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A thousand short random days, about a minute of one core; more of them: `-Drandom.days=10000`. Day n is always made
/// from seed n, so that whatever fails fails again. A day that breaks a promise is printed as the
/// shortest list of commands that still fails.
@Execution(ExecutionMode.CONCURRENT)
class RoutingEngineSimulationTest {

    static final int DAYS = RandomDays.of(1_000);
    static final int COMMANDS_A_DAY = 80;

    @Test
    void keepsItsPromisesAfterEachCommandOfAnyDay() {
        for (var day = 0; day < DAYS; day++) {
            var seed = day;
            var commands = RandomDay.of(seed, rules(seed), COMMANDS_A_DAY);
            if (breaks(rules(seed), commands)) {
                var shortest = Shrinker.shrink(commands, shorter -> breaks(rules(seed), shorter));
                report(seed, shortest);
            }
        }
    }

    @Test
    void decidesTheSameOnReplay() {
        for (var seed = 0; seed < DAYS; seed++) {
            var day = RandomDay.of(seed, rules(seed), COMMANDS_A_DAY);

            assertThat(steps(rules(seed), day)).as("seed %s", seed).isEqualTo(steps(rules(seed), day));
        }
    }

    @Test
    void goesOnFromItsStateAsIfItHadNeverStopped() {
        for (var seed = 0; seed < DAYS; seed++) {
            var day = RandomDay.of(seed, rules(seed), COMMANDS_A_DAY);
            var stop = new Random(seed).nextInt(day.size());
            var first = new RoutingEngine(rules(seed), RoutingState.EMPTY);
            day.subList(0, stop).forEach(first::on);
            var second = new RoutingEngine(rules(seed), first.state());

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
            var engine = new RoutingEngine(rules(seed), RoutingState.EMPTY);
            var mirror = new Mirror();
            for (var command : RandomDay.of(seed, rules(seed), COMMANDS_A_DAY)) {
                mirror.apply(engine.on(command));

                assertThat(mirror.state()).as("seed %s", seed).isEqualTo(engine.state());
            }
        }
    }

    /// Mostly with everything that rules can say, in an order or in none.
    private static Rules rules(int seed) {
        return switch (seed % 4) {
            case 0 -> TestRules.PLAIN;
            case 1 -> OddRules.of(seed);
            default -> TestRules.FULL;
        };
    }

    private static boolean breaks(Rules rules, List<Command> commands) {
        try {
            Judge.judge(rules, commands);
            return false;
        } catch (AssertionError | RuntimeException _) {
            return true;
        }
    }

    private static void report(int seed, List<Command> shortest) {
        var log = shortest.stream().map(Command::toString).collect(Collectors.joining("\n  "));
        try {
            Judge.judge(rules(seed), shortest);
        } catch (AssertionError | RuntimeException e) {
            fail("the day with seed " + seed + " breaks a promise, at the latest after:\n  " + log, e);
        }
    }

    private static List<Event> steps(Rules rules, List<Command> day) {
        var engine = new RoutingEngine(rules, RoutingState.EMPTY);
        return day.stream()
                .flatMap(command -> engine.on(command).decisions().stream())
                .toList();
    }
}
