package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.telephony.LiveListening.Listening;
import fr.allomairies.telephony.LiveListening.State;
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

/// Who listens, or listened, to a call while it went on, and which citizens do not want it.
@Repository
class LiveListeningStore {

    private final JdbcClient db;

    LiveListeningStore(JdbcClient db) {
        this.db = db;
    }

    /// One at a time for each supervisor and for each call.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException otherwise
    void add(Listening listening) {
        db.sql("""
                insert into live_listening (id, contact, agent, listener, why, state, mode, asked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        listening.id(),
                        listening.contact().value(),
                        listening.agent().value(),
                        listening.by().value(),
                        listening.why(),
                        listening.state().name(),
                        listening.mode().name(),
                        Timestamp.from(listening.askedAt()))
                .update();
    }

    boolean began(UUID id, Instant at) {
        return db.sql("update live_listening set state = 'ON', began_at = ? where id = ? and state = 'RINGING'")
                        .params(Timestamp.from(at), id)
                        .update()
                == 1;
    }

    boolean turned(UUID id, Mode mode) {
        return db.sql("update live_listening set mode = ? where id = ? and state = 'ON' and mode <> ?")
                        .params(mode.name(), id, mode.name())
                        .update()
                == 1;
    }

    boolean over(UUID id, Instant at, @Nullable String failure) {
        return db.sql("""
                        update live_listening set state = 'OVER', ended_at = :at, failure = :failure
                        where id = :id and state <> 'OVER'
                        """)
                        .param("at", Timestamp.from(at))
                        .param("failure", failure)
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean takenOver(UUID id, Instant at) {
        return db.sql("""
                        update live_listening set state = 'OVER', ended_at = ?, taken_over = true
                        where id = ? and state <> 'OVER'
                        """).params(Timestamp.from(at), id).update() == 1;
    }

    Optional<Listening> find(UUID id) {
        return db.sql("select * from live_listening where id = ?")
                .param(id)
                .query((row, _) -> listening(row))
                .optional();
    }

    List<Listening> open() {
        return db.sql("select * from live_listening where state <> 'OVER'")
                .query((row, _) -> listening(row))
                .list();
    }

    Optional<Listening> openOf(AgentId by) {
        return db.sql("select * from live_listening where state <> 'OVER' and listener = ?")
                .param(by.value())
                .query((row, _) -> listening(row))
                .optional();
    }

    Optional<Listening> latestOf(AgentId by) {
        return db.sql("select * from live_listening where listener = ? order by asked_at desc limit 1")
                .param(by.value())
                .query((row, _) -> listening(row))
                .optional();
    }

    Optional<Listening> onCall(ContactId contact) {
        return db.sql("select * from live_listening where state = 'ON' and contact = ?")
                .param(contact.value())
                .query((row, _) -> listening(row))
                .optional();
    }

    List<Listening> newest(int limit) {
        return db.sql("select * from live_listening order by asked_at desc limit ?")
                .param(limit)
                .query((row, _) -> listening(row))
                .list();
    }

    boolean objected(ContactId contact) {
        return db.sql("select count(*) from live_listening_objection where contact = ?")
                        .param(contact.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    boolean object(ContactId contact, Instant at) {
        return db.sql("insert into live_listening_objection (contact, at) values (?, ?) on conflict do nothing")
                        .params(contact.value(), Timestamp.from(at))
                        .update()
                == 1;
    }

    void forget(Instant before) {
        db.sql("delete from live_listening where state = 'OVER' and asked_at < ?")
                .param(Timestamp.from(before))
                .update();
        db.sql("delete from live_listening_objection where at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    private static Listening listening(ResultSet row) throws SQLException {
        return new Listening(
                row.getObject("id", UUID.class),
                new ContactId(row.getObject("contact", UUID.class)),
                new AgentId(row.getString("agent")),
                new AgentId(row.getString("listener")),
                row.getString("why"),
                State.valueOf(row.getString("state")),
                Mode.valueOf(row.getString("mode")),
                row.getTimestamp("asked_at").toInstant(),
                time(row, "began_at"),
                time(row, "ended_at"),
                row.getString("failure"),
                row.getBoolean("taken_over"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
