package fr.allomairies.workspace.trial;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Thresholds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was tried.
@Repository
class TrialStore {

    private final JdbcClient db;

    TrialStore(JdbcClient db) {
        this.db = db;
    }

    Optional<StoredTrial> underWay() {
        return db.sql("select * from assistant_trial where ended_at is null")
                .query(TrialStore::trial)
                .optional();
    }

    /// The newest first.
    List<StoredTrial> newest(int limit) {
        return db.sql("select * from assistant_trial order by trial desc limit ?")
                .param(limit)
                .query(TrialStore::trial)
                .list();
    }

    /// In the caller's transaction, while none is under way.
    ///
    /// @return its number
    int begin(int percent, int model, Thresholds thresholds, AgentId by, Instant at) {
        return db.sql("""
                        insert into assistant_trial (percent, model, sure, one_of_two, failures, started_at, started_by)
                        values (?, ?, ?, ?, ?, ?, ?) returning trial
                        """)
                .params(
                        percent,
                        model,
                        thresholds.sure(),
                        thresholds.oneOfTwo(),
                        thresholds.failures(),
                        Timestamp.from(at),
                        by.value())
                .query(Integer.class)
                .single();
    }

    /// In the caller's transaction.
    void end(int trial, boolean taken, AgentId by, Instant at) {
        db.sql("update assistant_trial set ended_at = ?, ended_by = ?, taken = ? where trial = ?")
                .params(Timestamp.from(at), by.value(), taken, trial)
                .update();
    }

    private static StoredTrial trial(ResultSet row, int number) throws SQLException {
        var endedAt = row.getTimestamp("ended_at");
        var endedBy = row.getString("ended_by");
        return new StoredTrial(
                row.getInt("trial"),
                row.getInt("percent"),
                row.getInt("model"),
                row.getDouble("sure"),
                row.getDouble("one_of_two"),
                row.getInt("failures"),
                row.getTimestamp("started_at").toInstant(),
                new AgentId(row.getString("started_by")),
                endedAt == null ? null : endedAt.toInstant(),
                endedBy == null ? null : new AgentId(endedBy),
                endedAt == null ? null : row.getBoolean("taken"));
    }
}
