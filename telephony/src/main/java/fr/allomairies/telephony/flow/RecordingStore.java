package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.CallId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row for each call that is chosen to be recorded, from the notice to the end of its recording. A method that
/// changes a state says whether it did.
@Repository
class RecordingStore {

    private final JdbcClient db;

    RecordingStore(JdbcClient db) {
        this.db = db;
    }

    enum State {
        /// The citizen is about to be told.
        NOTICE,
        /// He was told, and did not object.
        ANNOUNCED,
        RECORDING,
        PAUSED,
        /// Nothing is kept.
        OBJECTED,
        /// In the vault.
        KEPT,
        /// There was nothing to keep.
        MISSING,
        /// Was in the vault.
        PURGED
    }

    /// @param segment the last that was begun; 0 for none
    /// @param content in the vault
    record Entry(
            CallId call,
            ContactId contact,
            Purpose purpose,
            State state,
            @Nullable CategoryCode category,
            int segment,
            @Nullable AgentId agent,
            @Nullable Instant beganAt,
            @Nullable UUID content,
            Duration length) {}

    void choose(CallId call, Purpose purpose, @Nullable CategoryCode category) {
        db.sql("""
                        insert into call_recording (call, contact, purpose, category, state)
                        values (?, ?, ?, ?, 'NOTICE') on conflict do nothing
                        """)
                .param(call.value())
                .param(call.contact().value())
                .param(purpose.code())
                .param(category == null ? null : category.value())
                .update();
    }

    Optional<Entry> find(CallId call) {
        return db.sql("select * from call_recording where call = ?")
                .param(call.value())
                .query((row, _) -> entry(row))
                .optional();
    }

    Optional<Entry> find(ContactId contact) {
        return db.sql("select * from call_recording where contact = ?")
                .param(contact.value())
                .query((row, _) -> entry(row))
                .optional();
    }

    boolean announced(CallId call) {
        return changed(
                "update call_recording set state = 'ANNOUNCED' where call = ? and state = 'NOTICE'", call.value());
    }

    boolean objected(CallId call) {
        return changed("""
                update call_recording set state = 'OBJECTED'
                where call = ? and state in ('NOTICE', 'ANNOUNCED', 'RECORDING', 'PAUSED')
                """, call.value());
    }

    boolean began(CallId call, AgentId agent, Instant at) {
        return changed("""
                update call_recording set state = 'RECORDING', segment = 1, agent = ?, began_at = ?
                where call = ? and state = 'ANNOUNCED'
                """, agent.value(), Timestamp.from(at), call.value());
    }

    boolean paused(CallId call) {
        return changed(
                "update call_recording set state = 'PAUSED' where call = ? and state = 'RECORDING'", call.value());
    }

    boolean resumed(CallId call) {
        return changed("""
                update call_recording set state = 'RECORDING', segment = segment + 1
                where call = ? and state = 'PAUSED'
                """, call.value());
    }

    boolean kept(CallId call, UUID content, Duration length, Instant at) {
        return changed("""
                update call_recording set state = 'KEPT', content = ?, length_ms = ?, kept_at = ?
                where call = ? and state in ('RECORDING', 'PAUSED')
                """, content, length.toMillis(), Timestamp.from(at), call.value());
    }

    boolean missing(CallId call) {
        return changed("""
                update call_recording set state = 'MISSING' where call = ? and state in ('RECORDING', 'PAUSED')
                """, call.value());
    }

    /// Whether what the line has of the call is to be kept. That it has begun may be told to the line a moment before
    /// it is stored.
    boolean isWanted(CallId call) {
        return db.sql("""
                        select exists (
                            select 1 from call_recording r join call c on c.call = r.call
                            where r.call = ? and (r.state in ('RECORDING', 'PAUSED')
                                or r.state = 'ANNOUNCED' and c.ended_at is null))
                        """).param(call.value()).query(Boolean.class).single();
    }

    /// Begun, not taken in yet, and of a call that was over before then.
    List<Entry> unfinished(Instant endedBefore) {
        return db.sql("""
                        select r.* from call_recording r join call c on c.call = r.call
                        where r.state in ('RECORDING', 'PAUSED') and c.ended_at < ?
                        """)
                .param(Timestamp.from(endedBefore))
                .query((row, _) -> entry(row))
                .list();
    }

    /// Locked for the caller's transaction.
    List<Entry> keptBefore(Instant time) {
        return db.sql("select * from call_recording where state = 'KEPT' and kept_at < ? for update")
                .param(Timestamp.from(time))
                .query((row, _) -> entry(row))
                .list();
    }

    void purged(CallId call) {
        db.sql("update call_recording set state = 'PURGED', content = null where call = ?")
                .param(call.value())
                .update();
    }

    private boolean changed(String sql, Object... params) {
        return db.sql(sql).params(params).update() == 1;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var category = row.getString("category");
        var agent = row.getString("agent");
        var began = row.getTimestamp("began_at");
        return new Entry(
                new CallId(row.getString("call")),
                new ContactId(row.getObject("contact", UUID.class)),
                Purpose.of(row.getString("purpose")),
                State.valueOf(row.getString("state")),
                category == null ? null : new CategoryCode(category),
                row.getInt("segment"),
                agent == null ? null : new AgentId(agent),
                began == null ? null : began.toInstant(),
                row.getObject("content", UUID.class),
                Duration.ofMillis(row.getLong("length_ms")));
    }
}
