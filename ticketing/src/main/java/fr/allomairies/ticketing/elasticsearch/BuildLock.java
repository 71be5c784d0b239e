package fr.allomairies.ticketing.elasticsearch;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Of all nodes one makes an index, or clears away. Held by a connection, and so gone with the process.
final class BuildLock {

    private static final String KEY = "hashtextextended('search-index', 0)";

    private final DataSource db;

    BuildLock(DataSource db) {
        this.db = db;
    }

    /// @return false when another has it, and nothing was run
    boolean runAlone(Runnable work) {
        try (var connection = db.getConnection()) {
            if (!isTrue(connection, "select pg_try_advisory_lock(" + KEY + ")")) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                isTrue(connection, "select pg_advisory_unlock(" + KEY + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the search index cannot be locked", e);
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
