package fr.allomairies.bench.written;

import fr.allomairies.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/// The product in a process of its own, on free ports and with a data folder that is removed with it. Everything
/// that the default has runs but its own telephone: PostgreSQL with fsync on, and the trial mail server.
public final class Installation implements AutoCloseable {

    private static final String PRODUCT = "fr.allomairies.AlloMairies";
    private static final Duration STARTS_WITHIN =
            Duration.ofMinutes(6); // ten seconds on a machine that does nothing else
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path home;
    private final int offset;
    private final Process process;

    private Installation(Path home, int offset, Process process) {
        this.home = home;
        this.offset = offset;
        this.process = process;
    }

    /// @param settings Spring properties beside the defaults
    public static Installation start(Map<String, String> settings) throws IOException, InterruptedException {
        return start(settings, List.of());
    }

    /// @param parts classes of the bench that the product takes among its own, with a constructor for Spring
    public static Installation start(Map<String, String> settings, List<Class<?>> parts)
            throws IOException, InterruptedException {
        var home = Files.createTempDirectory("allo-bench-");
        var offset = FreePorts.one();
        var installation = new Installation(home, offset, launch(home, offset, settings, parts));
        Runtime.getRuntime().addShutdownHook(new Thread(installation::close));
        installation.awaitReady();
        return installation;
    }

    private static Process launch(Path home, int offset, Map<String, String> settings, List<Class<?>> parts)
            throws IOException {
        var jar = Path.of(System.getenv("ALLO_ROOT"), "application/target/allo-mairies.jar");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseTransparentHugePages",
                "-XX:MetaspaceSize=256m",
                "-XX:SweeperThreshold=60",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:AOTCache=" + Path.of(System.getenv("ALLO_ROOT"), "application/target/allo-mairies.aot"),
                "-Xmx1g"));
        command.addAll(
                List.of(System.getenv().getOrDefault("ALLO_BENCH_JAVA", "").split(" ")).stream()
                        .filter(Predicate.not(String::isBlank))
                        .toList());
        if (parts.isEmpty()) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            var bench = Path.of(System.getenv("ALLO_ROOT"), "bench/target/bench.jar");
            command.addAll(List.of("-cp", jar + ":" + bench, PRODUCT));
            command.add("--spring.main.sources="
                    + parts.stream().map(Class::getName).collect(Collectors.joining(",")));
        }
        command.add("--allo.parts.asterisk=false");
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(Map.of("ALLO_HOME", home.toString(), "ALLO_PORT_OFFSET", "" + offset));
        return builder.start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        var until = System.nanoTime() + STARTS_WITHIN.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(web().resolve("/actuator/health/readiness"))
                    .build();
            while (!answers(client, ask)) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    throw new IOException("the product did not start:\n" + Files.readString(log()));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest ask) throws InterruptedException {
        try {
            return client.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    public URI web() {
        return URI.create("http://127.0.0.1:" + port(8080));
    }

    /// The data folder.
    public Path home() {
        return home;
    }

    /// What is added to the standard ports.
    public int portOffset() {
        return offset;
    }

    int port(int standard) {
        return standard + offset;
    }

    /// What the product says, kept after the bench.
    private static Path log() {
        return Path.of(System.getenv("ALLO_ROOT"), "bench/target/installation.log");
    }

    String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name)).strip();
    }

    /// The first password of one of the accounts of the first start.
    public String password(String login) throws IOException {
        return Files.readAllLines(home.resolve("first-accounts.txt")).stream()
                .map(line -> line.split(" ", 3))
                .filter(words -> words[0].equals(login))
                .map(words -> words[1])
                .findFirst()
                .orElseThrow();
    }

    /// Straight into the product's tables, to fill them and to count.
    public JdbcClient database() throws IOException {
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + port(5433) + "/allo");
        database.setUser("postgres");
        database.setPassword(secret("database"));
        return JdbcClient.create(database);
    }

    /// Processor time of the product and its PostgreSQL since their start: unlike elapsed time it says the same on a
    /// machine that does something else besides.
    public Cpu cpu() {
        var sessions = postgres().stream()
                .flatMap(ProcessHandle::descendants)
                .map(Installation::cpu)
                .reduce(Duration.ZERO, Duration::plus);
        return new Cpu(cpu(process.toHandle()), sessions);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Optional<ProcessHandle> postgres() {
        try {
            var pid = Files.readAllLines(home.resolve("postgresql/data/postmaster.pid"))
                    .getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Once is enough; also when the bench itself is stopped.
    @Override
    public synchronized void close() {
        if (!Files.exists(home)) {
            return;
        }
        try {
            var database = postgres();
            process.destroy();
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                database.ifPresent(ProcessHandle::destroy);
            }
            database.ifPresent(Installation::awaitEnd);
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit()
                .completeOnTimeout(process, STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public record Cpu(Duration java, Duration database) {

        public Cpu since(Cpu before) {
            return new Cpu(java.minus(before.java), database.minus(before.database));
        }

        public String each(int count) {
            return "CPU per unit: %.2f ms Java, %.2f ms PostgreSQL"
                    .formatted((double) java.toMillis() / count, (double) database.toMillis() / count);
        }
    }
}
