package fr.allomairies.elasticsearchnode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/// One node on loopback, until the process is stopped: `Main HOME MODULES HTTP-PORT TRANSPORT-PORT`.
public final class Main {

    private static final String VERSION = "9.5.3";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath();
        var modules = Path.of(arguments[1]).toAbsolutePath();
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("plugins"));
        describe(modules, "transport-netty4", "org.elasticsearch.transport.netty4.Netty4Plugin");
        describe(modules, "allo-french", "fr.allomairies.elasticsearchnode.french.FrenchPieces");
        var settings = Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("cluster.name", "allo")
                .put("node.name", "tests")
                .put("network.host", "127.0.0.1")
                .put("http.port", arguments[2])
                .put("transport.port", arguments[3])
                .put("discovery.type", "single-node")
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        LogConfigurator.configureESLogging();
        var plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(modules, false), Set.of(), Map.of(), false);
        new Node(new Environment(settings, home.resolve("config")), plugins).start();
        Thread.currentThread().join();
    }

    private static void describe(Path modules, String name, String plugin) throws IOException {
        Files.writeString(
                modules.resolve(name).resolve("plugin-descriptor.properties"), """
                description=for the tests
                version=%1$s
                name=%2$s
                classname=%3$s
                java.version=21
                elasticsearch.version=%1$s
                """.formatted(VERSION, name, plugin));
    }
}
