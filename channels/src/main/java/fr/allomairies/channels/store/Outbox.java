package fr.allomairies.channels.store;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Composed messages on their way out. The caller holds the transaction.
@Repository
public class Outbox {

    private final JdbcClient db;

    Outbox(JdbcClient db) {
        this.db = db;
    }

    /// The same external id again changes nothing.
    public void add(ChannelKind channel, @Nullable InteractionId interaction, RawMessage composed, Instant at) {
        add(List.of(new Composed(channel, interaction, composed, at)));
    }

    /// The same for several, with one statement.
    public void add(List<Composed> messages) {
        db.sql("""
                        insert into channels_outbox
                            (id, channel, external_id, interaction, headers, body, composed_at, state, due_at)
                        select id, channel, external_id, interaction, headers::jsonb, body, at, 'to-send', at
                        from unnest(:ids::uuid[], :channels::text[], :externals::text[], :interactions::uuid[],
                                    :headers::text[], :bodies::bytea[], :times::timestamptz[])
                            as given (id, channel, external_id, interaction, headers, body, at)
                        on conflict do nothing
                        """)
                .param("ids", column(messages, _ -> UUID.randomUUID(), UUID[]::new))
                .param("channels", column(messages, one -> one.channel().value(), String[]::new))
                .param("externals", column(messages, one -> one.message().externalId(), String[]::new))
                .param("interactions", column(messages, Outbox::interaction, UUID[]::new))
                .param(
                        "headers",
                        column(messages, one -> Headers.write(one.message().headers()), String[]::new))
                .param("bodies", column(messages, one -> one.message().body(), byte[][]::new))
                .param("times", column(messages, one -> Timestamp.from(one.at()), Timestamp[]::new))
                .update();
    }

    private static @Nullable UUID interaction(Composed one) {
        return one.interaction() == null ? null : one.interaction().value();
    }

    private static <T> T[] column(
            List<Composed> messages, Function<Composed, @Nullable T> value, IntFunction<T[]> array) {
        return messages.stream().map(value).toArray(array);
    }

    /// Takes what is due, oldest first; nobody else gets it before `until`, which has whole milliseconds.
    ///
    /// @param messengers whether what goes to messengers, or all else
    public List<Entry> claim(boolean messengers, Instant now, Instant until, int limit) {
        return db
                .sql("""
                        update channels_outbox set due_at = ?, attempts = attempts + 1 where id in (
                            select id from channels_outbox
                            where state = 'to-send' and due_at <= ? and (channel like 'chat-%') = ?
                            order by due_at limit ? for update skip locked)
                        returning *
                        """)
                .params(Timestamp.from(until), Timestamp.from(now), messengers, limit)
                .query((row, _) -> entry(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(Entry::composedAt))
                .toList();
    }

    /// Those of the messages that are the caller's still, from now on until `until`.
    ///
    /// @param claimedUntil as the caller has claimed them; nobody else's claim ends then
    public Set<UUID> hold(List<UUID> ids, Instant claimedUntil, Instant until) {
        return db.sql("""
                        update channels_outbox set due_at = ?
                        where id = any(?) and state = 'to-send' and due_at = ?
                        returning id
                        """)
                .params(Timestamp.from(until), ids.toArray(UUID[]::new), Timestamp.from(claimedUntil))
                .query(UUID.class)
                .set();
    }

    public void sent(List<UUID> ids) {
        db.sql("update channels_outbox set state = 'sent', reason = null where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .update();
    }

    public void failed(UUID id, String reason) {
        db.sql("update channels_outbox set state = 'failed', reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    public void postpone(UUID id, Instant dueAt, String reason) {
        db.sql("update channels_outbox set due_at = ?, reason = ? where id = ?")
                .params(Timestamp.from(dueAt), reason, id)
                .update();
    }

    /// The age of the oldest message of the channel that waits to leave.
    public Optional<Duration> oldestToSend(ChannelKind channel, Instant now) {
        return db.sql("select min(composed_at) from channels_outbox where state = 'to-send' and channel = ?")
                .param(channel.value())
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(oldest -> Duration.between(oldest.toInstant(), now));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                new ChannelKind(row.getString("channel")),
                Optional.ofNullable(row.getObject("interaction", UUID.class)).map(InteractionId::new),
                new RawMessage(
                        row.getString("external_id"), Headers.read(row.getString("headers")), row.getBytes("body")),
                row.getTimestamp("composed_at").toInstant(),
                row.getInt("attempts"));
    }

    /// @param interaction that it carries, if it carries one
    public record Composed(ChannelKind channel, @Nullable InteractionId interaction, RawMessage message, Instant at) {}

    /// @param attempts this one included
    public record Entry(
            UUID id,
            ChannelKind channel,
            Optional<InteractionId> interaction,
            RawMessage composed,
            Instant composedAt,
            int attempts) {}
}
