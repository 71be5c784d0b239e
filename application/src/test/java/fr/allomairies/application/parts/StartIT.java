package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.AlloMairies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole product as a process of its own, but for Asterisk: what it says on the terminal, and that it leaves
/// nothing behind.
class StartIT {

    private static final Duration SEVERAL_LOOKS_INTO_THE_MAILBOX = Duration.ofSeconds(2);
    private static final String READY = "Allo Mairies est prêt";

    @TempDir
    Path home;

    private final List<String> said = new ArrayList<>();
    private Process process;

    @AfterEach
    void stop() throws Exception {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(home.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void saysInOneSentenceWhyNothingStarts() throws Exception {
        try (var taken = listen()) {
            start(Map.of("SERVER_PORT", port(taken)));
            readUntil("never said");

            assertThat(said)
                    .singleElement()
                    .asString()
                    .startsWith("allo : Le port %s est déjà pris par un autre programme".formatted(port(taken)));
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatIsMissingAndWorksWithoutIt() throws Exception {
        try (var mail = listen();
                var dialogues = listen()) {
            start(Map.of(
                    "ALLO_PARTS_SMTP_PORT",
                    port(mail),
                    "ALLO_PARTS_ASTERISK",
                    "true",
                    "ALLO_ROOT",
                    "/nowhere", // nothing is run from there: its port is looked at first
                    "ALLO_TELEPHONY_ASTERISK_AGI_PORT",
                    port(dialogues)));
            readUntil("Ctrl-C arrête tout");
            Thread.sleep(SEVERAL_LOOKS_INTO_THE_MAILBOX);
            process.toHandle().destroy(); // destroy() of the process itself closes its output
            readUntil("never said");

            assertThat(said)
                    .anyMatch(line -> line.contains(READY))
                    .anyMatch(line -> line.contains("Il manque   le courrier") && line.contains(port(mail)))
                    .anyMatch(line -> line.contains("Il manque   le téléphone") && line.contains(port(dialogues)))
                    .noneMatch(line -> line.startsWith("\tat "))
                    .noneMatch(line -> line.contains("Appeler") || line.contains("Écrire"));
        }
    }

    @Test
    void stopsWithoutFinishingItsStart() throws Exception {
        start(Map.of());
        while (!Files.exists(home.resolve("postgresql/data/postmaster.pid"))) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20);
        }
        process.toHandle().destroy();
        readUntil("never said");

        assertThat(said).noneMatch(line -> line.contains(READY));
    }

    private void start(Map<String, String> settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                AlloMairies.class.getName());
        var environment = builder.environment();
        environment.put("ALLO_HOME", home.toString());
        environment.put("SERVER_PORT", "0");
        environment.put("ALLO_PARTS_DATABASE_PORT", "0");
        environment.put("ALLO_PARTS_SMTP_PORT", Integer.toString(Ports.freeOr(0)));
        environment.put("ALLO_PARTS_IMAP_PORT", Integer.toString(Ports.freeOr(0)));
        environment.put("ALLO_PARTS_ASTERISK", "false");
        environment.put("ALLO_TELEPHONY_ADAPTER", "sandbox");
        environment.putAll(settings);
        process = builder.redirectErrorStream(true).start();
    }

    /// Reads until a line has this in it, or the process ends.
    private void readUntil(String words) throws IOException {
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                said.add(line);
            }
            if (line.contains(words)) {
                return;
            }
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String port(ServerSocket socket) {
        return Integer.toString(socket.getLocalPort());
    }
}
