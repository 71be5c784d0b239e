package fr.allomairies.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that nobody listens on now, drawn at random so that several test runs on one machine rarely meet.
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    /// Free for TCP and UDP.
    public static int one() {
        return range(1);
    }

    /// @return the first of `count` free ports in a row; even
    public static int range(int count) {
        Random random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            var first = random.nextInt(LOWEST, HIGHEST) / 2 * 2;
            if (free(first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    private static boolean free(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!free(port)) {
                return false;
            }
        }
        return true;
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
