package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Somebody signed in by one browser.
///
/// @param id the SHA-256 of what the browser's cookie holds, in hexadecimal: it opens nothing
/// @param whole nothing is missing: false while the second factor is awaited
/// @param seen when it was last used, to the half minute
/// @param browser as it names itself
public record OpenSession(
        String id, AgentId login, boolean whole, Instant begun, Instant seen, String address, String browser) {

    static final Duration UNUSED = Duration.ofHours(12);
    static final Duration HALFWAY = Duration.ofMinutes(10);

    static OpenSession of(ResultSet row) throws SQLException {
        return new OpenSession(
                row.getString("id"),
                new AgentId(row.getString("login")),
                row.getBoolean("whole"),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getString("address"),
                row.getString("browser"));
    }

    boolean isOver(Instant now) {
        return !(whole ? seen.plus(UNUSED) : begun.plus(HALFWAY)).isAfter(now);
    }
}
