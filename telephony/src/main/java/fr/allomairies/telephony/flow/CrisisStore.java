package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.CrisisMode.Crisis;
import fr.allomairies.telephony.CrisisMode.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Every crisis that was ever declared.
@Repository
class CrisisStore {

    private final JdbcClient db;

    CrisisStore(JdbcClient db) {
        this.db = db;
    }

    void add(Message message, Instant from, Instant until, AgentId by) {
        db.sql("insert into crisis (message, declared_at, ends_at, declared_by) values (?, ?, ?, ?)")
                .params(message.code(), Timestamp.from(from), Timestamp.from(until), by.value())
                .update();
    }

    /// @return whether one was going on
    boolean lift(Instant at, AgentId by) {
        return db.sql("update crisis set lifted_at = :at, lifted_by = :by where lifted_at is null and ends_at > :at")
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    Optional<Crisis> current(Instant at) {
        return db.sql("select * from crisis where lifted_at is null and ends_at > ? order by id desc limit 1")
                .param(Timestamp.from(at))
                .query((row, _) -> crisis(row))
                .optional();
    }

    List<Crisis> newest(int limit) {
        return db.sql("select * from crisis order by id desc limit ?")
                .param(limit)
                .query((row, _) -> crisis(row))
                .list();
    }

    private static Crisis crisis(ResultSet row) throws SQLException {
        var liftedAt = row.getTimestamp("lifted_at");
        var liftedBy = row.getString("lifted_by");
        return new Crisis(
                Message.of(row.getString("message")),
                row.getTimestamp("declared_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                new AgentId(row.getString("declared_by")),
                liftedAt == null ? null : liftedAt.toInstant(),
                liftedBy == null ? null : new AgentId(liftedBy));
    }
}
