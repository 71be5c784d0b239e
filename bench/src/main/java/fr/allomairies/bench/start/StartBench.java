package fr.allomairies.bench.start;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/// `./allo bench start`: `./allo run` in a new data folder, then again on what it left there, each from the command to
/// the line that names the number to call, which is the last that comes; then SIGTERM until nothing is left of it.
/// Prints as its last line `RESULT first_s=… warm_s=… stop_s=…`, the worst of the warm starts and of all stops.
public final class StartBench {

    private static final String NUMBER_TO_CALL = "sip:3906@";
    private static final FileAttribute<?> ASTERISK_MAY_ENTER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);

    private final Path home;

    /// Below the ports that a machine gives away by itself.
    private final int offset = ThreadLocalRandom.current().nextInt(5_000, 20_000);

    private final List<Double> stops = new ArrayList<>();

    private StartBench(Path home) {
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        var home = Files.createTempDirectory("allo-bench-", ASTERISK_MAY_ENTER);
        try {
            new StartBench(home).run(List.of(args).contains("--quick") ? 2 : 5);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void run(int warmStarts) throws Exception {
        var first = start("first");
        var warm = new ArrayList<Double>();
        for (int i = 0; i < warmStarts; i++) {
            warm.add(start("warm"));
        }
        System.out.printf(
                Locale.ROOT, "RESULT first_s=%.1f warm_s=%.1f stop_s=%.1f%n", first, worst(warm), worst(stops));
    }

    /// @return seconds
    private double start(String name) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        Path.of(System.getenv("ALLO_ROOT"), "allo").toString(), "run")
                .redirectErrorStream(true);
        command.environment().putAll(Map.of("ALLO_HOME", home.toString(), "ALLO_PORT_OFFSET", "" + offset));
        var began = System.nanoTime();
        var process = command.start();
        try {
            awaitTelephone(process);
            var ready = since(began);
            System.out.printf(Locale.ROOT, "%-5s start: %.1f s%n", name, ready);
            return ready;
        } finally {
            stop(process);
        }
    }

    private static void awaitTelephone(Process process) throws IOException {
        var patience = CompletableFuture.delayedExecutor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        var tooLate = CompletableFuture.runAsync(process.toHandle()::destroy, patience);
        var said = new StringBuilder();
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.contains(NUMBER_TO_CALL)) {
                tooLate.cancel(false);
                return;
            }
        }
        throw new IOException("the product did not start:\n" + said);
    }

    private void stop(Process process) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.toHandle().destroy(); // which, unlike that of the process, leaves its output open
        process.inputReader().transferTo(Writer.nullWriter());
        if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the product does not stop");
        }
        stops.add(since(began));
        var left = all.stream().filter(ProcessHandle::isAlive).count();
        if (left > 0) {
            throw new IOException(left + " processes are left behind");
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static double worst(List<Double> seconds) {
        return seconds.stream().mapToDouble(each -> each).max().orElseThrow();
    }
}
