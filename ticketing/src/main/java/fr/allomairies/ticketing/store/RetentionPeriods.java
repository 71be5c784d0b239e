package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.time;

import fr.allomairies.contact.AgentId;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.PrivacySettings;
import fr.allomairies.ticketing.Retention.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// For how long personal data is kept: what was said last, or else what the settings say.
@Repository
public class RetentionPeriods {

    private static final TypeReference<Map<String, Integer>> MONTHS = new TypeReference<>() {};

    private final JdbcClient db;
    private final Periods ofSettings;
    private final JsonMapper json = JsonMapper.shared();

    RetentionPeriods(JdbcClient db, PrivacySettings settings) {
        this.db = db;
        this.ofSettings = settings.periods();
    }

    public Periods inForce() {
        return changes(1).stream().findFirst().map(Change::what).orElse(ofSettings);
    }

    public void add(Periods periods, Instant at, AgentId by) {
        db.sql("""
                        insert into retention_period (months, categories, channels, trace_months, saved_at, saved_by)
                        values (?, ?::jsonb, ?::jsonb, ?, ?, ?)
                        """)
                .params(
                        periods.months(),
                        json.writeValueAsString(periods.categories()),
                        json.writeValueAsString(periods.channels()),
                        periods.traceMonths(),
                        time(at),
                        by.value())
                .update();
    }

    /// The newest first.
    public List<Change> changes(int limit) {
        return db.sql("select * from retention_period order by id desc limit ?")
                .param(limit)
                .query((row, _) -> change(row))
                .list();
    }

    private Change change(ResultSet row) throws SQLException {
        return new Change(
                new Periods(
                        row.getInt("months"),
                        json.readValue(row.getString("categories"), MONTHS),
                        json.readValue(row.getString("channels"), MONTHS),
                        row.getInt("trace_months")),
                Columns.instant(row, "saved_at"),
                new AgentId(row.getString("saved_by")));
    }
}
