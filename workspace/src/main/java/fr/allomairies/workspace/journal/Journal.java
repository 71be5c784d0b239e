package fr.allomairies.workspace.journal;

import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of decisions, the newest first.
@Component
class Journal {

    private static final int AT_A_TIME = 1_000;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String FOUND = """
            from decision
            where (:by::text is null or by = :by or details ->> 'account' = :by)
              and (:kind::text is null or kind = :kind)
              and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    Journal(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// @param by who did it, or whose account it is about; absent for everybody
    /// @param kind absent for all
    record Question(
            @Nullable AgentId by,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to) {

        private JdbcClient.StatementSpec put(JdbcClient.StatementSpec to) {
            return to.param("by", by == null ? null : by.value())
                    .param("kind", kind)
                    .param("from", from == null ? null : Timestamp.from(from))
                    .param("to", this.to == null ? null : Timestamp.from(this.to));
        }
    }

    /// @param details what else the event says, by the names of its fields
    public record Line(long position, Instant at, @Nullable AgentId by, String kind, List<Detail> details) {}

    public record Detail(String name, String value) {}

    /// @param before position of the last line of the page before
    List<Line> page(Question question, long before, int limit) {
        return question.put(db.sql("select * " + FOUND + " and position < :before order by position desc limit :limit"))
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    /// All of them, and never more than a thousand at a time in memory.
    void each(Question question, Consumer<Line> reader) {
        var lines = page(question, Long.MAX_VALUE, AT_A_TIME);
        while (!lines.isEmpty()) {
            lines.forEach(reader);
            lines = page(question, lines.getLast().position(), AT_A_TIME);
        }
    }

    private Line line(ResultSet row) throws SQLException {
        var by = row.getString("by");
        return new Line(
                row.getLong("position"),
                row.getTimestamp("at").toInstant(),
                by == null ? null : new AgentId(by),
                row.getString("kind"),
                details(row.getString("details")));
    }

    private List<Detail> details(String text) {
        return json.readValue(text, FIELDS).entrySet().stream()
                .filter(field -> field.getValue() != null)
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new Detail(field.getKey(), String.valueOf(field.getValue())))
                .toList();
    }
}
