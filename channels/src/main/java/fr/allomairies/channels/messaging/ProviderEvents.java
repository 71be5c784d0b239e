package fr.allomairies.channels.messaging;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.ChannelKind;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What providers have told, until it is handled. Of what is handled only the hash of the id is kept, for as long as it
/// may be told again. The caller holds the transaction.
@Repository
class ProviderEvents {

    /// What waits of one citizen beyond it is not taken: he writes faster than anybody reads.
    static final int MOST_WAITING = 200;

    /// After so many failures what comes later of the same citizen goes first.
    private static final int IN_ORDER = 3;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    ProviderEvents(JdbcClient db) {
        this.db = db;
    }

    /// Ids of messengers hold the telephone number.
    static String hash(String id) {
        return RawMessage.fingerprint(id.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
    }

    /// The same id again changes nothing.
    ///
    /// @return false when it was told before, or too much waits
    boolean add(ChannelKind channel, Piece piece, Instant now) {
        return db.sql("""
                        insert into channels_messaging_event
                            (id, channel, external_id, party, piece, received_at, due_at)
                        select :id, :channel, :external, :party, :piece, :now, :now
                        where (select count(*) from channels_messaging_event
                               where channel = :channel and party = :party and piece is not null) < :most
                        on conflict (channel, external_id) do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("channel", channel.value())
                        .param("external", hash(piece.id()))
                        .param("party", piece.party())
                        .param("piece", JSON.writeValueAsBytes(piece.content()))
                        .param("now", Timestamp.from(now))
                        .param("most", MOST_WAITING)
                        .update()
                == 1;
    }

    /// Takes the next that is due; nobody else gets it before `until`. Of each citizen the oldest goes first.
    Optional<Entry> claim(Instant now, Instant until) {
        return db.sql("""
                        update channels_messaging_event set due_at = ?, attempts = attempts + 1 where id = (
                            select id from channels_messaging_event e
                            where piece is not null and due_at <= ? and not exists (
                                select from channels_messaging_event earlier
                                where earlier.channel = e.channel and earlier.party = e.party
                                  and earlier.piece is not null and earlier.nth < e.nth and earlier.attempts <= ?)
                            order by nth limit 1 for update skip locked)
                        returning *
                        """)
                .params(Timestamp.from(until), Timestamp.from(now), IN_ORDER)
                .query((row, _) -> new Entry(
                        row.getObject("id", UUID.class),
                        new ChannelKind(row.getString("channel")),
                        row.getString("party"),
                        JSON.readTree(row.getBytes("piece")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getInt("attempts")))
                .optional();
    }

    void done(UUID id) {
        db.sql("update channels_messaging_event set piece = null, party = null where id = ?")
                .param(id)
                .update();
    }

    void postpone(UUID id, Instant dueAt) {
        db.sql("update channels_messaging_event set due_at = ? where id = ?")
                .params(Timestamp.from(dueAt), id)
                .update();
    }

    /// As if it had not been claimed.
    void giveBack(UUID id, Instant dueAt) {
        db.sql("update channels_messaging_event set due_at = ?, attempts = attempts - 1 where id = ?")
                .params(Timestamp.from(dueAt), id)
                .update();
    }

    /// It is no fault of its own: what comes later of him waits behind it.
    void hold(UUID id, Instant dueAt) {
        db.sql("update channels_messaging_event set due_at = ?, attempts = 0 where id = ?")
                .params(Timestamp.from(dueAt), id)
                .update();
    }

    /// When the oldest was told that is not handled, but for citizens who write faster than they are heard.
    Optional<Instant> oldest(ChannelKind channel, Instant now) {
        return db.sql("""
                        select min(received_at) from channels_messaging_event e
                        where channel = :channel and piece is not null and not exists (
                            select from channels_messaging_event held
                            where held.channel = e.channel and held.party = e.party
                              and held.piece is not null and held.attempts = 0 and held.due_at > :now)
                        """)
                .param("channel", channel.value())
                .param("now", Timestamp.from(now))
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(Timestamp::toInstant);
    }

    void forgetBefore(Instant time) {
        db.sql("delete from channels_messaging_event where piece is null and received_at < ?")
                .param(Timestamp.from(time))
                .update();
        db.sql("delete from channels_messaging_sent where sent_at < ?")
                .param(Timestamp.from(time))
                .update();
    }

    /// @param attempts this one included
    record Entry(
            UUID id, ChannelKind channel, @Nullable String party, JsonNode piece, Instant receivedAt, int attempts) {}
}
