package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// Debian's ClamAV daemon, which knows one threat: the EICAR test file. It can be killed and run again.
public final class RealClamd implements AutoCloseable {

    /// Harmless, and what every scanner cries at.
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN = 100; // ms

    private final Path programs = Repository.tree("clamav");
    private final int port = FreePorts.one();
    private final Path folder;
    private @Nullable Process running;

    public RealClamd() {
        try {
            folder = Files.createTempDirectory("allo-clamd-");
            var signatures = Files.createDirectory(folder.resolve("signatures"));
            Files.writeString(
                    signatures.resolve("test.ndb"),
                    "Eicar-Test-Signature:0:*:%s%n"
                            .formatted(HexFormat.of().formatHex(EICAR.getBytes(StandardCharsets.US_ASCII))));
            Files.writeString(folder.resolve("clamd.conf"), """
                    Foreground yes
                    TCPSocket %d
                    TCPAddr 127.0.0.1
                    DatabaseDirectory %s
                    StreamMaxLength 1M
                    """.formatted(port, signatures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /// Until it listens.
    public void run() {
        try {
            running = new ProcessBuilder(
                            programs.resolve("bin/clamd").toString(),
                            "-c",
                            folder.resolve("clamd.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("clamd.log").toFile())
                    .start();
            var until = System.nanoTime() + STARTS_WITHIN.toNanos();
            while (!listens()) {
                if (System.nanoTime() > until || !running.isAlive()) {
                    throw new IllegalStateException("clamd does not start, see " + folder);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// As a plug that is pulled.
    public void kill() {
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
