package fr.allomairies.application.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/// Whether a port of this machine can be listened on.
final class Ports {

    /// Ports of other protocols, which Chromium and Firefox refuse to open; those within reach of an offset.
    private static final Set<Integer> REFUSED_BY_BROWSERS =
            Set.of(6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080);

    private Ports() {}

    static void requireBrowsable(int port) {
        if (REFUSED_BY_BROWSERS.contains(port)) {
            throw new PartFailed(
                    "Le port %d est de ceux que les navigateurs refusent d'ouvrir : choisissez un autre ALLO_PORT_OFFSET."
                            .formatted(port));
        }
    }

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
