package fr.allomairies.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A SIPp process that plays one scenario: a caller, or the phones of some agents. Safe for many threads.
public final class SippRun {

    private static final long POLL_MILLIS = 20;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
    private static final Path BOUND_PORTS = Path.of("/proc/net/udp");

    private final Process process;
    private final Path log;
    private final int control;

    private SippRun(Process process, Path log, int control) {
        this.process = process;
        this.log = log;
        this.control = control;
    }

    static SippRun start(List<String> command, Path folder, Path log, int control) {
        try {
            var output = log.resolveSibling(log.getFileName() + ".out");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new SippRun(process, log, control);
        } catch (IOException e) {
            throw new IllegalStateException("SIPp cannot be started", e);
        }
    }

    /// As Linux tells it: to try the port oneself could take it away.
    void awaitPort(int port) {
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        var bound = ":%04X ".formatted(port);
        try {
            while (Files.readAllLines(BOUND_PORTS).stream().noneMatch(line -> line.contains(bound))) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    throw new IllegalStateException("SIPp does not listen on " + port + ": " + said());
                }
                sleep();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until it has happened `times` in all.
    ///
    /// @param what `rings`, `answered`, `released` (the other side hung up), `leaves` (this side did), `cancelled`
    public boolean await(String what, int times, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (count(what) < times) {
            if (System.nanoTime() > until) {
                return false;
            }
            sleep();
        }
        return true;
    }

    public boolean await(String what, Duration patience) {
        return await(what, 1, patience);
    }

    public long count(String what) {
        return lines().stream().filter(what::equals).count();
    }

    /// What it logged so far.
    public List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All calls of it are hung up, and the process ends.
    public void hangUp() {
        if (!process.isAlive()) {
            return;
        }
        try (var socket = new DatagramSocket()) {
            var quit = "Q".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(quit, quit.length, InetAddress.getLoopbackAddress(), control));
        } catch (IOException e) {
            throw new IllegalStateException("SIPp cannot be told to hang up", e);
        }
    }

    /// Vanishes without a word, as a phone whose network dies. Its port is free for another then.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// 0 when every call went as the scenario says.
    public int exitCode() {
        return process.exitValue();
    }

    String said() {
        try {
            var errors = Path.of(log + ".err");
            var output = Path.of(log + ".out");
            return (Files.exists(errors) ? Files.readString(errors) : "") + Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
