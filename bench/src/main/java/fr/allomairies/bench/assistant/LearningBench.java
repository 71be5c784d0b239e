package fr.allomairies.bench.assistant;

import com.sun.management.OperatingSystemMXBean;
import fr.allomairies.voiceassistant.understanding.Example;
import fr.allomairies.voiceassistant.understanding.Examples;
import fr.allomairies.voiceassistant.understanding.IntentClassifier;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Learns the project's own examples from nothing in a process that has just begun, and prints, as its last line,
/// `RESULT examples=… seconds=… processor_seconds=… understand_ms_p50=… understand_ms_p99=…`: how long that took, and
/// how long it then takes to understand a sentence, of which each was understood once before. `--quick` understands a
/// tenth of them.
public final class LearningBench {

    private static final int QUICK = 10;

    private LearningBench() {}

    public static void main(String[] arguments) {
        var quick = List.of(arguments).contains("--quick");
        var started = System.nanoTime();
        var examples = Examples.own();
        var learned = IntentClassifier.learned(examples);
        var seconds = (System.nanoTime() - started) / 1e9;
        var processor =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
        understand(learned, examples, QUICK);
        var times = understand(learned, examples, quick ? QUICK : 1);
        System.out.printf(
                Locale.ROOT,
                "RESULT examples=%d seconds=%.1f processor_seconds=%.1f understand_ms_p50=%.3f understand_ms_p99=%.3f%n",
                examples.size(),
                seconds,
                processor,
                times[times.length / 2],
                times[times.length * 99 / 100]);
    }

    /// @return milliseconds, the shortest first
    private static double[] understand(IntentClassifier learned, List<Example> examples, int oneIn) {
        var times = new double[examples.size() / oneIn];
        for (int i = 0; i < times.length; i++) {
            var started = System.nanoTime();
            learned.of(examples.get(i * oneIn).text());
            times[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }
}
