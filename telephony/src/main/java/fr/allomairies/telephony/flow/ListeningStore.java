package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.RecordingArchive.Listening;
import fr.allomairies.telephony.RecordingArchive.Purged;
import fr.allomairies.telephony.RecordingArchive.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What can be listened to, who did, and what was destroyed.
@Repository
class ListeningStore {

    private final JdbcClient db;

    ListeningStore(JdbcClient db) {
        this.db = db;
    }

    List<Recorded> recorded(Collection<ContactId> contacts) {
        return db.sql("""
                        select contact, agent, purpose, length_ms, began_at from call_recording
                        where state = 'KEPT' and contact in (:contacts) order by began_at desc
                        """)
                .param("contacts", contacts.stream().map(ContactId::value).toList())
                .query((row, _) -> new Recorded(
                        new ContactId(row.getObject("contact", UUID.class)),
                        new AgentId(row.getString("agent")),
                        Purpose.of(row.getString("purpose")),
                        Duration.ofMillis(row.getLong("length_ms")),
                        row.getTimestamp("began_at").toInstant()))
                .list();
    }

    void add(Listening listening) {
        db.sql("insert into recording_listening (id, contact, listener, why, at) values (?, ?, ?, ?, ?)")
                .params(
                        listening.id(),
                        listening.contact().value(),
                        listening.by().value(),
                        listening.why(),
                        Timestamp.from(listening.at()))
                .update();
    }

    Optional<Listening> find(UUID id) {
        return db.sql("select * from recording_listening where id = ?")
                .param(id)
                .query((row, _) -> listening(row))
                .optional();
    }

    List<Listening> newest(int limit) {
        return db.sql("select * from recording_listening order by at desc limit ?")
                .param(limit)
                .query((row, _) -> listening(row))
                .list();
    }

    void forget(Instant before) {
        db.sql("delete from recording_listening where at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    void purged(Instant at, int count, Instant keptBefore) {
        db.sql("insert into recording_purge (at, recordings, kept_before) values (?, ?, ?)")
                .params(Timestamp.from(at), count, Timestamp.from(keptBefore))
                .update();
    }

    List<Purged> purges(int limit) {
        return db.sql("select * from recording_purge order by id desc limit ?")
                .param(limit)
                .query((row, _) -> new Purged(
                        row.getTimestamp("at").toInstant(),
                        row.getInt("recordings"),
                        row.getTimestamp("kept_before").toInstant()))
                .list();
    }

    private static Listening listening(ResultSet row) throws SQLException {
        return new Listening(
                row.getObject("id", UUID.class),
                new ContactId(row.getObject("contact", UUID.class)),
                new AgentId(row.getString("listener")),
                row.getString("why"),
                row.getTimestamp("at").toInstant());
    }
}
