package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// One Kafka broker with its controller, in a process of its own, out of the jars of `kafka_2.13`, which must be on the
/// class path of the test.
public final class RealKafka implements AutoCloseable {

    private final JavaServer broker = new JavaServer("kafka", Duration.ofMinutes(1));

    private RealKafka() {}

    public static RealKafka start() {
        try {
            var kafka = new RealKafka();
            kafka.format();
            kafka.run();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + broker.port();
    }

    /// As a plug that is pulled.
    public void kill() {
        broker.kill();
    }

    /// Again, after [#kill], with what it has on its disk.
    public void run() {
        broker.run(java("kafka.Kafka", settings().toString()));
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
                """.formatted(
                        broker.port(), controller, broker.folder().resolve("data")));
        var format = broker.java(java(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "YWxsby1tYWlyaWVzLXRlc3Q",
                "-c",
                settings().toString()));
        if (format.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("Kafka's disk cannot be formatted, see " + broker.folder());
        }
    }

    private Path settings() {
        return broker.folder().resolve("server.properties");
    }

    private static List<String> java(String main, String... arguments) {
        return Stream.concat(
                        Stream.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main), Stream.of(arguments))
                .toList();
    }

    @Override
    public void close() {
        broker.close();
    }
}
