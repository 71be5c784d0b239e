package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The compose file as far as a machine without a container engine can check it.
class ComposeTest {

    private static final Path DOCKER = Path.of("..", "docker");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?");
    private static final Pattern METER = Pattern.compile("\\b(allo_[a-z_]+|jvm_[a-z_]+)\\b");
    private static final Set<String> METERS = Set.of(
            "allo_event_count_total",
            "allo_event_age_seconds_sum",
            "allo_event_age_seconds_count",
            "allo_event_age_seconds_max",
            "allo_offer_wait_seconds_sum",
            "allo_offer_wait_seconds_count",
            "allo_queue_waiting",
            "allo_queue_longest_seconds",
            "allo_agent_count",
            "jvm_memory_used_bytes");

    private final Map<String, Object> file = read("compose.yaml");
    private final Map<String, Map<String, Object>> services = mapOfMaps("services");

    @Test
    void hasTheParts() {
        assertThat(services)
                .containsKeys(
                        "application",
                        "postgresql",
                        "asterisk",
                        "mail",
                        "kafka",
                        "elasticsearch",
                        "keycloak",
                        "prometheus",
                        "grafana");
        assertThat(services.values()).allSatisfy(service -> assertThat(service).containsKeys("image", "networks"));
    }

    @Test
    void mountsAndBuildsFromFilesThatExist() {
        assertThat(services.values()).allSatisfy(service -> {
            for (var mount : texts(service.get("volumes"))) {
                var source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(DOCKER.resolve(source)).exists();
                } else {
                    assertThat(mapOfMaps("volumes")).containsKey(source);
                }
            }
            if (service.get("build") instanceof Map<?, ?> build) {
                var context = DOCKER.resolve(build.get("context").toString());
                var recipe = build.get("dockerfile");
                assertThat(context.resolve(recipe == null ? "Dockerfile" : recipe.toString()))
                        .exists();
            }
        });
    }

    @Test
    void givesTheApplicationOnlySettingsThatItReads() throws IOException {
        var read = settings();

        assertThat(environment("application").keySet())
                .allMatch(name -> read.contains(name.replace("_", "").toLowerCase(Locale.ROOT)));
    }

    @Test
    void requiresOnlySecretsThatAreMade() throws IOException {
        var made = Files.readString(DOCKER.resolve("make-env"));

        assertThat(REQUIRED.matcher(Files.readString(DOCKER.resolve("compose.yaml")))
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(made::contains);
    }

    @Test
    void theDashboardAsksOnlyForMetersThatExist() throws IOException {
        var asked = METER.matcher(Files.readString(DOCKER.resolve("grafana/dashboards/allo.json")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(METERS).containsAll(asked);
    }

    @Test
    void prometheusReadsWhatTheApplicationOffers() {
        assertThat(read("prometheus/prometheus.yml").toString())
                .contains("/actuator/prometheus", "application:8080", "username=metrics");
    }

    /// What application.yaml and the records of the settings name, without punctuation, as environment variables match.
    private static Set<String> settings() throws IOException {
        var known = new TreeSet<String>();
        var yaml = Files.readString(Path.of("src/main/resources/application.yaml"));
        Pattern.compile("\\$\\{([A-Z_]+)").matcher(yaml).results().forEach(match -> known.add(plain(match.group(1))));
        flatten("", new Yaml().load(yaml), known);
        try (Stream<Path> sources = Files.walk(Path.of(".."))) {
            sources.filter(path -> path.toString().endsWith("Settings.java")
                            && path.toString().contains("main"))
                    .forEach(path -> known.addAll(components(path)));
        }
        return known;
    }

    private static void flatten(String prefix, Object node, Set<String> known) {
        known.add(plain(prefix));
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix + key, value, known));
        }
    }

    /// Every pair of the prefix, at most one nested record, and a component of a settings record.
    private static List<String> components(Path source) {
        try {
            var text = Files.readString(source);
            var prefix = Pattern.compile("@ConfigurationProperties\\(\"([a-z.]+)\"\\)")
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .findFirst();
            var names = Pattern.compile("[A-Za-z>] ([a-z][A-Za-z]+)[,)]")
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .distinct()
                    .toList();
            return prefix.stream()
                    .flatMap(root -> names.stream()
                            .flatMap(name -> Stream.concat(
                                    Stream.of(plain(root + name)),
                                    names.stream().map(inner -> plain(root + name + inner)))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String service) {
        return (Map<String, Object>) services.get(service).get("environment");
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> values
                ? values.stream().map(Object::toString).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> mapOfMaps(String key) {
        return (Map<String, Map<String, Object>>) file.get(key);
    }

    private static Map<String, Object> read(String name) {
        try {
            return new Yaml().load(Files.readString(DOCKER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
