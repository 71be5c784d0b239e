package fr.allomairies.bench.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Measures and prints, as its last line, `RESULT decisions_per_s=… p99_us=… vs_scan=… restart_s=…`; `--quick` warms
/// up and measures for shorter, once each, and is less exact; its restart is from a log of a quarter of a million
/// events instead of a million.
public final class RoutingBench {

    private RoutingBench() {}

    public static void main(String[] args) throws RunnerException {
        var quick = List.of(args).contains("--quick");
        var results = run(quick);
        var engine = Objects.requireNonNull(
                result(results, "engine").getSecondaryResults().get("decisions"));
        var p99 = result(results, "enginePercentiles")
                .getPrimaryResult()
                .getStatistics()
                .getPercentile(99);
        var scan = result(results, "scan").getPrimaryResult();
        var events = quick ? 250_000 : 1_000_000;
        var restart = Restart.from(events).seconds();
        System.out.printf("restart_s is the replay of a log of %d events%n", events);
        System.out.printf(
                Locale.ROOT,
                "RESULT decisions_per_s=%.0f p99_us=%.1f vs_scan=%.0f restart_s=%.2f%n",
                engine.getScore(),
                p99,
                engine.getScore() / scan.getScore(),
                restart);
    }

    private static Collection<RunResult> run(boolean quick) throws RunnerException {
        if (!quick) {
            return new Runner(only("").build()).run();
        }
        var results = new ArrayList<RunResult>();
        results.addAll(runOnce("engine", 18, 5));
        results.addAll(runOnce("enginePercentiles", 3, 2));
        results.addAll(runOnce("scan", 1, 2));
        return results;
    }

    private static Collection<RunResult> runOnce(String benchmark, int warmUpSeconds, int seconds)
            throws RunnerException {
        var once = only("\\." + benchmark + "$")
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(warmUpSeconds))
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(seconds));
        return new Runner(once.build()).run();
    }

    private static ChainedOptionsBuilder only(String benchmark) {
        return new OptionsBuilder().include(RoutingDecisions.class.getName() + benchmark);
    }

    private static RunResult result(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow();
    }
}
