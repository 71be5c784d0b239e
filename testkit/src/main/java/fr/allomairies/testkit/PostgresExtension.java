package fr.allomairies.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A real PostgreSQL for a test class: one server per JVM, a fresh database per class with all migrations on the class
/// path applied, which is copied from one where they were. Give it to a test by `@ExtendWith` and take a [DataSource]
/// or
/// [JdbcClient] as a parameter; a Spring test takes [#freshDatabase()] in a `@DynamicPropertySource`.
///
/// Whatever is killed, what was committed stays; only a machine without power would lose it, which no test plays.
public final class PostgresExtension implements BeforeAllCallback, ParameterResolver {

    private static final String TEMPLATE = "migrated";

    private static int databases;
    private static @Nullable EmbeddedPostgres server;

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(PostgresExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(SPACE).computeIfAbsent(DataSource.class, _ -> freshDatabase(), DataSource.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == DataSource.class || type == JdbcClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var database = Objects.requireNonNull(context.getStore(SPACE).get(DataSource.class, DataSource.class));
        return parameter.getParameter().getType() == DataSource.class ? database : JdbcClient.create(database);
    }

    /// A database of its own, migrated and with nothing in it.
    public static synchronized PGSimpleDataSource freshDatabase() {
        if (databases == 0) {
            create(TEMPLATE, "template1");
            migrate(database(TEMPLATE));
        }
        var name = "test_" + ++databases;
        create(name, TEMPLATE);
        return database(name);
    }

    private static void create(String name, String template) {
        JdbcClient.create(server().getPostgresDatabase())
                .sql("create database " + name + " template " + template)
                .update();
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private static PGSimpleDataSource database(String name) {
        return (PGSimpleDataSource) server().getDatabase("postgres", name);
    }

    static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                var started = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "300")
                        .start();
                // a context that closes without it waits for a connection until surefire gives up
                SpringApplication.getShutdownHandlers().add(() -> stop(started));
                server = started;
            } catch (IOException e) {
                throw new UncheckedIOException("embedded PostgreSQL did not start", e);
            }
        }
        return server;
    }

    private static void stop(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not stop", e);
        }
    }
}
