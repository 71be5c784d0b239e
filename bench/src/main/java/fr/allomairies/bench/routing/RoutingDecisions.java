package fr.allomairies.bench.routing;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A decision is an offer: who takes which contact next, with its reasons. One operation is one turn of [Indexed]: the
/// commands that lead to the decision are in it (an accept, a finish, the queueing of the next contact and its share of
/// the ticks), and so is making that contact up. Memory and collector are the product's own: see `./allo run`.
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+UseTransparentHugePages"
        })
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class RoutingDecisions {

    /// JMH gives it per second.
    @AuxCounters
    @State(Scope.Thread)
    public static class Counted {
        public long decisions;
    }

    @State(Scope.Thread)
    public static class Engine {
        private final Indexed indexed = new Indexed();
    }

    @State(Scope.Thread)
    public static class Scan {
        private final Scanned scanned = new Scanned();
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    public int engine(Engine engine, Counted counted) {
        var decisions = engine.indexed.turn();
        counted.decisions += decisions;
        return decisions;
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public int enginePercentiles(Engine engine) {
        return engine.indexed.turn();
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    public Object scan(Scan scan) {
        return scan.scanned.turn();
    }
}
