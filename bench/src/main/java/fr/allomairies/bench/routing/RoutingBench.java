package fr.allomairies.bench.routing;

import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Measures and prints, as its last line, `RESULT decisions_per_s=… p99_us=… vs_scan=… restart_s=…`; `--quick` takes
/// under 50 s and is less exact.
public final class RoutingBench {

    private static final double NANOS_PER_SECOND = 1e9;

    private RoutingBench() {}

    public static void main(String[] args) throws RunnerException {
        var results = run(List.of(args).contains("--quick"));
        var engine = Objects.requireNonNull(
                result(results, "engine").getSecondaryResults().get("decisions"));
        var p99 = result(results, "enginePercentiles")
                .getPrimaryResult()
                .getStatistics()
                .getPercentile(99);
        var scan = result(results, "scan").getPrimaryResult();
        System.out.printf(
                Locale.ROOT,
                "RESULT decisions_per_s=%.0f p99_us=%.1f vs_scan=%.0f restart_s=%.2f%n",
                engine.getScore(),
                p99,
                engine.getScore() / scan.getScore(),
                restart());
    }

    private static Collection<RunResult> run(boolean quick) throws RunnerException {
        var options = new OptionsBuilder().include(RoutingDecisions.class.getName());
        if (quick) {
            options.warmupIterations(1)
                    .warmupTime(TimeValue.seconds(4))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.seconds(4));
        }
        return new Runner(options.build()).run();
    }

    private static RunResult result(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow();
    }

    /// From the state as the tables give it, database aside, to the first decision.
    private static double restart() {
        RoutingState state = new Indexed().engine.state();
        var begun = System.nanoTime();
        var engine = new RoutingEngine(Town.RULES, state);
        if (engine.state().contacts().size() != state.contacts().size()) {
            throw new IllegalStateException("the restarted engine has lost contacts");
        }
        return (System.nanoTime() - begun) / NANOS_PER_SECOND;
    }
}
