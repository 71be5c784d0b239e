package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Ports that nobody listens on now, drawn at random. What was given is not given again for a while, nor by another run
/// of tests on the machine: whoever asked may not listen yet. Safe for many threads.
public final class FreePorts {

    /// Those that are kept stand apart, so that there are long rows of the others.
    private static final int LOWEST_KEPT = 12_000;

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

    /// One byte for each port, which whoever was given it has locked. The machine unlocks what a process leaves behind.
    private static final FileChannel MACHINE = machine();

    private static final List<Given> GIVEN = new ArrayList<>();

    private record Given(int first, int count, Instant until, FileLock lock) {

        boolean has(int port) {
            return port >= first && port < first + count;
        }
    }

    private FreePorts() {}

    /// Free for TCP and UDP.
    public static int one() {
        return range(1);
    }

    /// @return the first of `count` free ports in a row; even
    public static int range(int count) {
        return give(LOWEST, HIGHEST, count, Instant.now().plus(TAKEN_WITHIN));
    }

    /// As [#one], for somebody who does not always listen there: it is not given again while this process runs.
    public static int kept() {
        return give(LOWEST_KEPT, LOWEST, 1, Instant.MAX);
    }

    private static synchronized int give(int from, int below, int count, Instant until) {
        forget(Instant.now());
        for (var tries = 0; tries < 100; tries++) {
            var start = even(ThreadLocalRandom.current().nextInt(from, below));
            var first = search(start, below, count)
                    .or(() -> search(from, start + count, count))
                    .orElseThrow(() -> new IllegalStateException("no " + count + " free ports in a row"));
            var lock = lock(first, count);
            if (lock != null) {
                GIVEN.add(new Given(first, count, until, lock));
                return first;
            }
        }
        throw new IllegalStateException("other test runs have taken all " + count + " free ports in a row");
    }

    private static void forget(Instant now) {
        GIVEN.removeIf(given -> {
            var isOver = given.until().isBefore(now);
            if (isOver) {
                release(given.lock());
            }
            return isOver;
        });
    }

    private static FileChannel machine() {
        try {
            return FileChannel.open(
                    Path.of(System.getProperty("java.io.tmpdir"), "allo-ports"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(int first, int count) {
        try {
            return MACHINE.tryLock(first, count, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks at every gap once, so that on a busy machine the only one is found too.
    private static Optional<Integer> search(int from, int below, int count) {
        var first = from;
        for (int port = from; port < below && port < first + count; port++) {
            if (isGiven(port) || !free(port)) {
                first = even(port + 2);
            }
        }
        return first + count <= below ? Optional.of(first) : Optional.empty();
    }

    private static boolean isGiven(int port) {
        return GIVEN.stream().anyMatch(given -> given.has(port));
    }

    private static int even(int port) {
        return port / 2 * 2;
    }

    private static boolean free(int port) {
        var loopback = InetAddress.getLoopbackAddress();
        try (var tcp = new ServerSocket();
                var udp = new DatagramSocket(new InetSocketAddress(loopback, port))) {
            tcp.bind(new InetSocketAddress(loopback, port));
            return udp.isBound();
        } catch (SocketException _) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
