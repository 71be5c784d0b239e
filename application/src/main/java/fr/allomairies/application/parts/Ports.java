package fr.allomairies.application.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Whether a port of this machine can be listened on.
final class Ports {

    private Ports() {}

    /// @param port 0 means any, which is always free
    static void requireFree(int port) {
        if (!isFree(port)) {
            throw new PartFailed(
                    "Le port %d est déjà pris par un autre programme : arrêtez-le, ou décalez tous les ports, par exemple « ALLO_PORT_OFFSET=100 ./allo run »."
                            .formatted(port));
        }
    }

    /// @param wanted 0 for any
    static int freeOr(int wanted) throws IOException {
        if (wanted != 0 && isFree(wanted)) {
            return wanted;
        }
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a connection in its last minute does not count
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
