package fr.allomairies.application.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL as a child of ours, from binaries in the jar, its data in a folder that outlives us. As root it runs in a
/// user namespace. It answers on loopback only, and asks for the password.
final class EmbeddedDatabase implements AutoCloseable, JdbcConnectionDetails {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "allo";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /// Whoever reaches the port must know the password, on this machine too.
    private static final List<String> WHO_MAY_CONNECT =
            List.of("host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256");

    private final EmbeddedPostgres server;
    private final int port;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /// @param wanted the port; another one when it is taken, for nobody but us needs to know it
    static EmbeddedDatabase start(Path folder, int wanted, String password) {
        var data = folder.resolve("data");
        try {
            stopOrphan(data);
            var port = Ports.freeOr(wanted);
            var server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // ours stops it, after the application has let go of it
                    .setPGStartupWait(START_WITHIN)
                    .setPort(port)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    // a young database soon knows its tables, and the rows that change all the time stay few
                    .setServerConfig("autovacuum_naptime", "10s")
                    .setServerConfig("unix_socket_directories", "''")
                    .setConnectConfig("password", password)
                    .start();
            var database = new EmbeddedDatabase(server, port, password);
            database.prepare(data);
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new PartFailed(
                    "La base PostgreSQL ne démarre pas dans %s (%s) : voyez ./allo doctor, ou donnez une base par ALLO_DATABASE_URL."
                            .formatted(data, reason(e)),
                    e);
        }
    }

    /// After a kill -9 of ours the server is still there and holds its folder. The lock of the home says that it
    /// belongs to nobody any more.
    private static void stopOrphan(Path data) throws IOException {
        var orphan = running(data);
        if (orphan.isEmpty()) {
            return;
        }
        LOG.atInfo().addKeyValue("pid", orphan.get().pid()).log("orphaned-database-stopped");
        new ProcessBuilder("kill", "-INT", Long.toString(orphan.get().pid())).start();
        try {
            orphan.get().onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException("process " + orphan.get().pid() + " does not stop", e);
        }
    }

    private static Optional<ProcessHandle> running(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        // the number alone may be another program's since the last start of the machine
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private void prepare(Path data) throws IOException, SQLException {
        var db = JdbcClient.create(server.getPostgresDatabase());
        var known = db.sql("select count(*) from pg_database where datname = ?")
                .param(NAME)
                .query(Integer.class)
                .single();
        if (known == 0) {
            // statements of definition take no parameters; the secret is hexadecimal
            db.sql("alter role postgres password '" + password + "'").update();
            db.sql("create database " + NAME).update();
        }
        var rules = data.resolve("pg_hba.conf");
        if (!Files.readAllLines(rules).equals(WHO_MAY_CONNECT)) {
            Files.write(rules, WHO_MAY_CONNECT);
            db.sql("select pg_reload_conf()").query(Boolean.class).single();
        }
    }

    private static String reason(Exception e) {
        var cause = (Throwable) e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
