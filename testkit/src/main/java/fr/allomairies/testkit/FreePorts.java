package fr.allomairies.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that nobody listens on now, drawn at random so that several test runs on one machine rarely meet.
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /// Free for TCP and UDP.
    public static int one() {
        return range(1);
    }

    /// @return the first of `count` free ports in a row; even
    public static int range(int count) {
        var start = even(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
        return search(start, HIGHEST, count)
                .or(() -> search(LOWEST, start + count, count))
                .orElseThrow(() -> new IllegalStateException("no " + count + " free ports in a row"));
    }

    /// Looks at every gap once, so that on a busy machine the only one is found too.
    private static Optional<Integer> search(int from, int below, int count) {
        var first = from;
        for (int port = from; port < below && port < first + count; port++) {
            if (!free(port)) {
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
