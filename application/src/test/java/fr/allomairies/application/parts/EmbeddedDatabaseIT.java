package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseIT {

    private static final String PASSWORD = "0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void keepsItsDataAndItsPromisesAcrossRestarts() throws Exception {
        try (var first = start()) {
            client(first).sql("create table note (text text)").update();
            client(first).sql("insert into note values ('Élodie')").update();
            assertThat(setting(first, "fsync")).isEqualTo("on");
            assertThat(setting(first, "synchronous_commit")).isEqualTo("on");
        }
        try (var second = start()) {
            assertThat(client(second)
                            .sql("select upper(text) from note")
                            .query(String.class)
                            .single())
                    .isEqualTo("ÉLODIE");
        }
    }

    @Test
    void turnsAwayWhoDoesNotKnowThePassword() throws Exception {
        try (var database = start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "wrong"))
                    .withMessageContaining("password");
        }
    }

    @Test
    void replacesTheServerThatAKilledProcessLeftBehind() throws Exception {
        killedWhileItRan();
        var pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();

        try (var database = start()) {
            assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
            assertThat(client(database).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                var database = EmbeddedDatabase.start(folder, taken.getLocalPort(), PASSWORD)) {
            assertThat(client(database).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    /// A process of ours that dies without a word leaves its server running.
    private void killedWhileItRan() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(KilledProcess.KILLED);
    }

    static final class KilledProcess {

        static final int KILLED = 137;

        private KilledProcess() {}

        public static void main(String[] args) throws Exception {
            EmbeddedDatabase.start(Path.of(args[0]), Ports.freeOr(0), PASSWORD);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private EmbeddedDatabase start() throws Exception {
        return EmbeddedDatabase.start(folder, Ports.freeOr(0), PASSWORD);
    }

    private static JdbcClient client(EmbeddedDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
    }

    private static String setting(EmbeddedDatabase database, String name) {
        return client(database)
                .sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }
}
