package fr.allomairies.eventlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ConcurrentLruCache;

/// A statement of which nobody needs a result, with its parameters by name, so that it can be sent together with
/// others. The way to the database and back costs more than most statements do there.
public final class Write {

    /// In one round trip: more go a few dozen at a time.
    private static final int MOST = 50;

    /// Statements are constants, and few.
    private static final ConcurrentLruCache<String, ParsedSql> PARSED =
            new ConcurrentLruCache<>(500, NamedParameterUtils::parseSqlStatement);

    private final String sql;
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();

    private Write(String sql) {
        this.sql = sql;
    }

    public static Write sql(String sql) {
        return new Write(sql.strip());
    }

    public Write param(String name, @Nullable Object value) {
        parameters.addValue(name, value);
        return this;
    }

    /// One after the other in this order, each seeing what those before it have done, in one round trip and as a part
    /// of the caller's transaction. Where one fails, those after it are not carried out.
    public static void together(JdbcClient db, List<Write> writes) {
        writes.stream().gather(Gatherers.windowFixed(MOST)).forEach(some -> send(db, some));
    }

    private static void send(JdbcClient db, List<Write> writes) {
        var values = new ArrayList<@Nullable Object>();
        writes.forEach(write -> values.addAll(write.values()));
        db.sql(writes.stream().map(Write::positional).collect(Collectors.joining(";\n")))
                .params(values)
                .update();
    }

    private String positional() {
        return NamedParameterUtils.substituteNamedParameters(PARSED.get(sql), parameters);
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(NamedParameterUtils.buildValueArray(PARSED.get(sql), parameters, null));
    }
}
