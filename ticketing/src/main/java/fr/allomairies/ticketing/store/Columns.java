package fr.allomairies.ticketing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reading and writing columns as the types of the house.
final class Columns {

    private Columns() {}

    static <T> @Nullable T text(ResultSet row, String column, Function<String, T> type) throws SQLException {
        var value = row.getString(column);
        return value == null ? null : type.apply(value);
    }

    static <T> @Nullable T uuid(ResultSet row, String column, Function<UUID, T> type) throws SQLException {
        var value = row.getObject(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }

    static <T> @Nullable String value(@Nullable T typed, Function<T, String> text) {
        return typed == null ? null : text.apply(typed);
    }

    /// PostgreSQL keeps no NUL, and half a surrogate pair is no character: both become the replacement character.
    static String clean(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
