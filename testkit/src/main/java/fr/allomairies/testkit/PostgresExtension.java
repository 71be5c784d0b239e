package fr.allomairies.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
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
/// path applied. Give it to a test by `@ExtendWith` and take a [DataSource] or [JdbcClient] as a parameter;
/// a Spring test takes [#emptyDatabase()] in a `@DynamicPropertySource`.
public final class PostgresExtension implements BeforeAllCallback, ParameterResolver {

    private static final AtomicInteger DATABASES = new AtomicInteger();
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

    /// A database of its own, migrated, for tests that are not built on this extension.
    public static PGSimpleDataSource freshDatabase() {
        var database = emptyDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        return database;
    }

    /// A database of its own with nothing in it: the application under test migrates it.
    public static PGSimpleDataSource emptyDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        JdbcClient.create(server().getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return (PGSimpleDataSource) server().getDatabase("postgres", name);
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                var started = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "on")
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
