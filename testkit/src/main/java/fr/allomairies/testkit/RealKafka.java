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

/// One Kafka broker with its controller, in a process of its own, out of the jars of `kafka_2.13`, which must be on the
/// class path of the test.
public final class RealKafka implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final int port = FreePorts.one();
    private @Nullable Process broker;

    private RealKafka(Path folder) {
        this.folder = folder;
    }

    public static RealKafka start() {
        try {
            var kafka = new RealKafka(Files.createTempDirectory("allo-kafka-"));
            kafka.format();
            kafka.run();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// As a plug that is pulled.
    public void kill() {
        if (broker != null) {
            broker.destroyForcibly().onExit().join();
        }
    }

    /// Again, after [#kill], with what it has on its disk.
    public void run() {
        broker = java("kafka.Kafka", settings().toString());
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!listens()) {
            if (System.nanoTime() > until || !broker.isAlive()) {
                throw new IllegalStateException("Kafka does not start, see " + folder);
            }
            pause();
        }
    }

    private void format() throws IOException {
        var controller = FreePorts.one();
        Files.writeString(settings(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                num.partitions=3
                """.formatted(port, controller, folder.resolve("data")));
        var format = java(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "YWxsby1tYWlyaWVzLXRlc3Q",
                "-c",
                settings().toString());
        if (format.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("Kafka's disk cannot be formatted, see " + folder);
        }
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Process java(String main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("kafka.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
