package fr.allomairies.telephony;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A connection over TCP on loopback that can be cut, slowed down and mended.
final class Wire implements AutoCloseable {

    private static final int PIECE = 8_192;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile Duration lag = Duration.ZERO;

    Wire(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() throws IOException {
        cut = true;
        for (var end : ends) {
            end.close();
        }
        ends.clear();
    }

    /// Whatever comes waits, a piece after the other.
    void slow(Duration wait) {
        lag = wait;
    }

    void mend() {
        cut = false;
        lag = Duration.ZERO;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (cut) {
                    near.close();
                } else {
                    join(near, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException _) {
                // the next one tries again
            }
        }
    }

    private void join(Socket near, Socket far) {
        ends.add(near);
        ends.add(far);
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var piece = new byte[PIECE];
            for (int size = from.getInputStream().read(piece);
                    size >= 0;
                    size = from.getInputStream().read(piece)) {
                Thread.sleep(lag);
                to.getOutputStream().write(piece, 0, size);
            }
        } catch (IOException _) {
            // cut, or one of them has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
