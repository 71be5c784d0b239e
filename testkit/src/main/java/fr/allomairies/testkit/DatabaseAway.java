package fr.allomairies.testkit;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// No connection to a database of [PostgresExtension] goes on, and none comes in, until this is closed.
public final class DatabaseAway implements AutoCloseable {

    private final String name;
    private final JdbcClient server;

    private DatabaseAway(PGSimpleDataSource database) {
        this.name = database.getDatabaseName();
        this.server = JdbcClient.create(PostgresExtension.server().getPostgresDatabase());
    }

    public static DatabaseAway of(PGSimpleDataSource database) {
        var away = new DatabaseAway(database);
        away.letIn(false);
        away.server
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                .param(away.name)
                .query()
                .listOfRows();
        return away;
    }

    private void letIn(boolean allowed) {
        server.sql("alter database " + name + " with allow_connections " + allowed)
                .update();
    }

    @Override
    public void close() {
        letIn(true);
    }
}
