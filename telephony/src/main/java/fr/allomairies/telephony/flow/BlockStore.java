package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.BlockedCallers.Block;
import fr.allomairies.telephony.BlockedCallers.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Every number that was ever proposed to be blocked. One whose time is over is over, whether that is written or not.
@Repository
class BlockStore {

    private final JdbcClient db;
    private final CallerNumbers numbers;

    BlockStore(JdbcClient db, CallerNumbers numbers) {
        this.db = db;
        this.numbers = numbers;
    }

    /// @return false when the number is proposed or blocked already
    boolean propose(UUID id, PhoneNumber number, String reason, Instant at, AgentId by) {
        db.sql("update blocked_caller set state = 'OVER' where number = ? and state = 'BLOCKED' and until <= ?")
                .params(number.e164(), Timestamp.from(at))
                .update();
        return db.sql("""
                                insert into blocked_caller (id, number, state, reason, proposed_at, proposed_by)
                                values (?, ?, 'PROPOSED', ?, ?, ?)
                                on conflict (number) where state in ('PROPOSED', 'BLOCKED') do nothing
                                """)
                        .params(id, number.e164(), reason, Timestamp.from(at), by.value())
                        .update()
                > 0;
    }

    /// @return false when it neither is proposed nor holds
    boolean block(UUID id, Instant until, Instant at, AgentId by) {
        return db.sql("""
                                update blocked_caller
                                set state = 'BLOCKED', until = :until, decided_at = :at, decided_by = :by
                                where id = :id and (state = 'PROPOSED' or state = 'BLOCKED' and until > :at)
                                """)
                        .param("id", id)
                        .param("until", Timestamp.from(until))
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    /// @return false when it is not proposed any more
    boolean dismiss(UUID id, Instant at, AgentId by) {
        return db.sql("""
                                update blocked_caller set state = 'DISMISSED', decided_at = :at, decided_by = :by
                                where id = :id and state = 'PROPOSED'
                                """)
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    /// @return false when it does not hold
    boolean lift(UUID id, Instant at, AgentId by) {
        return db.sql("""
                                update blocked_caller set state = 'OVER', ended_at = :at, ended_by = :by
                                where id = :id and state = 'BLOCKED' and until > :at
                                """)
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    Optional<UUID> blocking(PhoneNumber number, Instant at) {
        return db.sql("select id from blocked_caller where number = ? and state = 'BLOCKED' and until > ?")
                .params(number.e164(), Timestamp.from(at))
                .query(UUID.class)
                .optional();
    }

    void count(UUID id, Instant at) {
        db.sql("update blocked_caller set refused_calls = refused_calls + 1, last_refused_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    List<Block> proposed(int limit) {
        return db.sql("select * from blocked_caller where state = 'PROPOSED' order by proposed_at limit ?")
                .param(limit)
                .query((row, _) -> block(row))
                .list();
    }

    List<Block> current(Instant at) {
        return db.sql("select * from blocked_caller where state = 'BLOCKED' and until > ? order by until")
                .param(Timestamp.from(at))
                .query((row, _) -> block(row))
                .list();
    }

    List<Block> past(Instant at, int limit) {
        return db.sql("""
                        select * from blocked_caller
                        where state in ('DISMISSED', 'OVER') or state = 'BLOCKED' and until <= ?
                        order by coalesce(ended_at, until, decided_at) desc limit ?
                        """)
                .params(Timestamp.from(at), limit)
                .query((row, _) -> block(row))
                .list();
    }

    private Block block(ResultSet row) throws SQLException {
        var number = row.getString("number");
        return new Block(
                row.getObject("id", UUID.class),
                number == null ? null : numbers.written(new PhoneNumber(number)),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getTimestamp("proposed_at").toInstant(),
                new AgentId(row.getString("proposed_by")),
                instant(row, "decided_at"),
                agent(row, "decided_by"),
                instant(row, "until"),
                instant(row, "ended_at"),
                agent(row, "ended_by"),
                row.getInt("refused_calls"),
                instant(row, "last_refused_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable AgentId agent(ResultSet row, String column) throws SQLException {
        var agent = row.getString(column);
        return agent == null ? null : new AgentId(agent);
    }
}
