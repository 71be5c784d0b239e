package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody signed in by one browser.
///
/// @param id the SHA-256 of what the browser's cookie holds, in hexadecimal: it opens nothing
/// @param way by which it began; absent while the second factor is awaited
/// @param seen when it was last used, to the half minute
/// @param browser as it names itself
public record OpenSession(
        String id, AgentId login, @Nullable Way way, Instant begun, Instant seen, String address, String browser) {

    /// However much it is used: a cookie that was copied opens nothing on the day after.
    static final Duration LONGEST = Duration.ofHours(24);

    static final Duration UNUSED = Duration.ofHours(12);
    static final Duration HALFWAY = Duration.ofMinutes(10);

    static OpenSession of(ResultSet row) throws SQLException {
        var way = row.getString("way");
        return new OpenSession(
                row.getString("id"),
                new AgentId(row.getString("login")),
                way == null ? null : Way.valueOf(way),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getString("address"),
                row.getString("browser"));
    }

    /// Nothing is missing.
    boolean whole() {
        return way != null;
    }

    boolean isOver(Instant now) {
        return !begun.plus(whole() ? LONGEST : HALFWAY).isAfter(now)
                || !seen.plus(UNUSED).isAfter(now);
    }
}
