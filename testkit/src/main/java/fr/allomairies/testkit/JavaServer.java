package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// A server in a Java process of its own, with a folder and a port: it can be killed and run again with what it has on
/// its disk.
final class JavaServer implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final String name;
    private final Duration startsWithin;
    private final Path folder;
    private final int port = FreePorts.kept();
    private @Nullable Process running;

    JavaServer(String name, Duration startsWithin) {
        this.name = name;
        this.startsWithin = startsWithin;
        try {
            this.folder = Files.createTempDirectory("allo-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /// What it says is in a file of the folder.
    ///
    /// @param arguments of `java`
    Process java(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(name + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Until it listens.
    void run(List<String> arguments) {
        var started = java(arguments);
        running = started;
        var until = System.nanoTime() + startsWithin.toNanos();
        while (!listens()) {
            if (System.nanoTime() > until || !started.isAlive()) {
                throw new IllegalStateException(name + " does not start, see " + folder);
            }
            pause();
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

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// As a plug that is pulled.
    void kill() {
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
