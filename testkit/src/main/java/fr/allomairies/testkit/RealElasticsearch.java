package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// One node of Elasticsearch, in a process of its own, as the module `elasticsearch-node` has laid it out: that is
/// built
/// where it is not there.
public final class RealElasticsearch implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final String MODULE = "elasticsearch-node";

    private final Path folder;
    private final Path built;
    private final int port = FreePorts.one();
    private final int transport = FreePorts.one();
    private @Nullable Process node;

    private RealElasticsearch(Path folder, Path built) {
        this.folder = folder;
        this.built = built;
    }

    public static RealElasticsearch start() {
        try {
            var elasticsearch = new RealElasticsearch(Files.createTempDirectory("allo-elasticsearch-"), built());
            Files.createDirectories(elasticsearch.folder.resolve("native"));
            elasticsearch.run();
            return elasticsearch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path built() {
        var target = Repository.root().resolve(MODULE).resolve("target");
        if (!Files.isDirectory(target.resolve("node/lib"))) {
            Repository.run(Map.of(), List.of("./mvnw", "-B", "-q", "-pl", MODULE, "-Dmaven.test.skip=true", "package"));
        }
        return target;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// As a plug that is pulled.
    public void kill() {
        if (node != null) {
            node.destroyForcibly().onExit().join();
        }
    }

    /// Again, after [#kill], with what it has on its disk.
    public void run() {
        node = launch();
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!listens()) {
            if (System.nanoTime() > until || !node.isAlive()) {
                throw new IllegalStateException("Elasticsearch does not start, see " + folder);
            }
            pause();
        }
    }

    private Process launch() {
        try (var jars = Files.list(built)) {
            var main = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Des.nativelibs.path=" + folder.resolve("native"),
                            "--enable-native-access=ALL-UNNAMED",
                            "--add-modules=jdk.incubator.vector",
                            "-cp",
                            main + ":" + built.resolve("node/lib") + "/*",
                            "fr.allomairies.elasticsearchnode.Main",
                            folder.toString(),
                            built.resolve("node/modules").toString(),
                            Integer.toString(port),
                            Integer.toString(transport))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("elasticsearch.log").toFile()))
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
