package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One node of Elasticsearch, in a process of its own, as the module `elasticsearch-node` has laid it out: that is
/// built where it is not there.
public final class RealElasticsearch implements AutoCloseable {

    private static final String MODULE = "elasticsearch-node";

    private final JavaServer node = new JavaServer("elasticsearch", Duration.ofMinutes(2));
    private final Path built;
    private final int transport = FreePorts.one();

    private RealElasticsearch(Path built) {
        this.built = built;
    }

    public static RealElasticsearch start() {
        try {
            var elasticsearch = new RealElasticsearch(built());
            Files.createDirectories(elasticsearch.node.folder().resolve("native"));
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
        return URI.create("http://127.0.0.1:" + node.port());
    }

    /// As a plug that is pulled.
    public void kill() {
        node.kill();
    }

    /// Again, after [#kill], with what it has on its disk.
    public void run() {
        node.run(List.of(
                "-Xmx384m",
                "-Des.nativelibs.path=" + node.folder().resolve("native"),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                main() + ":" + built.resolve("node/lib") + "/*",
                "fr.allomairies.elasticsearchnode.Main",
                node.folder().toString(),
                built.resolve("node/modules").toString(),
                Integer.toString(node.port()),
                Integer.toString(transport)));
    }

    private Path main() {
        try (var files = Files.list(built)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
