package fr.allomairies.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Ports that nobody listens on now, drawn at random so that several test runs on one machine rarely meet. What was
/// given is not given again for a while: whoever asked may not listen yet. Safe for many threads.
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

    private static final Map<Integer, Instant> GIVEN = new HashMap<>();

    private FreePorts() {}

    /// Free for TCP and UDP.
    public static int one() {
        return range(1);
    }

    /// @return the first of `count` free ports in a row; even
    public static synchronized int range(int count) {
        var now = Instant.now();
        GIVEN.values().removeIf(given -> given.isBefore(now.minus(TAKEN_WITHIN)));
        var start = even(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
        var first = search(start, HIGHEST, count)
                .or(() -> search(LOWEST, start + count, count))
                .orElseThrow(() -> new IllegalStateException("no " + count + " free ports in a row"));
        IntStream.range(first, first + count).forEach(port -> GIVEN.put(port, now));
        return first;
    }

    /// Looks at every gap once, so that on a busy machine the only one is found too.
    private static Optional<Integer> search(int from, int below, int count) {
        var first = from;
        for (int port = from; port < below && port < first + count; port++) {
            if (GIVEN.containsKey(port) || !free(port)) {
                first = even(port + 2);
            }
        }
        return first + count <= below ? Optional.of(first) : Optional.empty();
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
