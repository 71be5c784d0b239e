package fr.allomairies.channels.store;

import static java.util.Comparator.comparing;

import fr.allomairies.channels.Intake.Quarantined;
import fr.allomairies.channels.Intake.Received;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Messages as they came, and what became of each; spoken ones are in the vault. The caller holds the transaction.
@Repository
public class Inbox {

    /// The channel of which the bodies are in the vault.
    private static final String SPOKEN = "voicemail";

    private static final byte[] ELSEWHERE = {};

    /// What a process can hold of messages that it reads together, some times over.
    private static final long MOST_BYTES = 16_000_000;

    private static final int ANSWERED_WITHIN = 12_000; // ms, by a database that may have gone without a word

    private final JdbcClient db;
    private final JdbcTemplate template;
    private final Vault vault;

    Inbox(JdbcClient db, JdbcTemplate template, Vault vault) {
        this.db = db;
        this.template = template;
        this.vault = vault;
    }

    /// The caller's transaction fails rather than that somebody waits long for it: for a lock of a node that is frozen,
    /// for a slow statement, or for a database that does not answer.
    public void hurry() {
        template.execute((Connection connection) -> {
            connection.setNetworkTimeout(Runnable::run, ANSWERED_WITHIN);
            return true;
        });
        db.sql("select set_config('lock_timeout', '3s', true), set_config('statement_timeout', '10s', true)")
                .query((_, _) -> true)
                .single();
    }

    /// Adds messages with one statement.
    ///
    /// @param dueAt when they are taken up again, should nobody have processed them by then
    /// @return those that are new; of the others the channel has brought the external id before
    public Set<UUID> add(List<Incoming> given, Instant at, Instant dueAt) {
        // two nodes that bring the same ones do not wait for each other
        var messages =
                given.stream().sorted(comparing(one -> one.raw().externalId())).toList();
        var added = db.sql("""
                        insert into channels_inbox (message, channel, external_id, headers, body, sealed, contact,
                                                    number, received_at, state, due_at)
                        select message, channel, external_id, headers::jsonb, body, channel = :spoken, contact,
                               number, :at, 'stored', :due
                        from unnest(:messages::uuid[], :channels::text[], :ids::text[], :headers::text[],
                                    :bodies::bytea[], :contacts::uuid[], :numbers::text[])
                            as given (message, channel, external_id, headers, body, contact, number)
                        on conflict (channel, external_id) do nothing
                        returning message
                        """)
                .param("spoken", SPOKEN)
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(dueAt))
                .param("messages", column(messages, Incoming::message, UUID[]::new))
                .param("channels", column(messages, one -> one.channel().value(), String[]::new))
                .param("ids", column(messages, one -> one.raw().externalId(), String[]::new))
                .param(
                        "headers",
                        column(messages, one -> Headers.write(one.raw().headers()), String[]::new))
                .param("bodies", column(messages, Incoming::openly, byte[][]::new))
                .param("contacts", column(messages, one -> one.contact().value(), UUID[]::new))
                .param("numbers", column(messages, Incoming::number, String[]::new))
                .query(UUID.class)
                .set();
        messages.stream()
                .filter(one -> one.isSpoken() && added.contains(one.message()))
                .forEach(one -> seal(one.message(), one.raw().body()));
        return added;
    }

    private static <T> T[] column(
            List<Incoming> messages, Function<Incoming, @Nullable T> value, IntFunction<T[]> array) {
        return messages.stream().map(value).toArray(array);
    }

    private void seal(UUID message, byte[] body) {
        try {
            vault.keep(message, new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A spoken message of an older version is sealed now.
    ///
    /// @return false when there is none
    boolean sealOne() {
        var found = db.sql("""
                        select message, body from channels_inbox where channel = 'voicemail' and not sealed
                        limit 1 for update skip locked
                        """)
                .query((row, _) -> new Unsealed(row.getObject("message", UUID.class), row.getBytes("body")))
                .optional();
        found.ifPresent(spoken -> {
            seal(spoken.message(), spoken.body());
            db.sql("update channels_inbox set body = ?, sealed = true where message = ?")
                    .params(ELSEWHERE, spoken.message())
                    .update();
        });
        return found.isPresent();
    }

    private record Unsealed(UUID message, byte[] body) {}

    public Known known(ChannelKind channel, String externalId) {
        return brought(channel, externalId).orElseThrow();
    }

    public Optional<Known> brought(ChannelKind channel, String externalId) {
        return db.sql("select message, contact, number from channels_inbox where channel = ? and external_id = ?")
                .params(channel.value(), externalId)
                .query((row, _) -> new Known(
                        row.getObject("message", UUID.class),
                        contact(row),
                        Optional.ofNullable(row.getString("number"))))
                .optional();
    }

    /// Locks the message for the caller's transaction.
    public Optional<Entry> lock(UUID message) {
        return db.sql("select * from channels_inbox where message = ? for update")
                .param(message)
                .query((row, _) -> entry(row))
                .optional();
    }

    /// Locks those that are still to be processed and that nobody else has in hand, in the given order.
    public List<Entry> lockStored(List<UUID> messages) {
        return db.sql("""
                        select * from channels_inbox where message in (:messages) and state = 'stored'
                        for update skip locked
                        """).param("messages", messages).query((row, _) -> entry(row)).list().stream()
                .sorted(comparing(entry -> messages.indexOf(entry.message())))
                .toList();
    }

    /// Locks the numbered messages of the channel that have waited longest to be opened, but those in other hands.
    ///
    /// @return so many of them as are small enough to be read together, one at least
    public List<UUID> lockToOpen(ChannelKind channel, Instant now, int limit) {
        var waiting = db.sql("""
                        select message, octet_length(body) as bytes from channels_inbox
                        where channel = ? and number is not null and state = 'stored' and due_at <= ?
                        order by due_at, number limit ? for update skip locked
                        """)
                .params(channel.value(), Timestamp.from(now), limit)
                .query((row, _) -> new Sized(row.getObject("message", UUID.class), row.getLong("bytes")))
                .list();
        var few = new ArrayList<UUID>();
        var bytes = 0L;
        for (var next : waiting) {
            bytes += next.bytes();
            if (bytes > MOST_BYTES && !few.isEmpty()) {
                break;
            }
            few.add(next.message());
        }
        return few;
    }

    private record Sized(UUID message, long bytes) {}

    /// What its headers tell of a message under the number that was told. The body, which may be long, is not read.
    public Optional<Numbered> numbered(String number) {
        return db.sql("select number, headers, received_at from channels_inbox where number = ? and body <> ''")
                .param(number)
                .query((row, _) -> new Numbered(
                        row.getString("number"),
                        Headers.read(row.getString("headers")),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    public void number(UUID message, String number) {
        db.sql("update channels_inbox set number = ? where message = ?")
                .params(number, message)
                .update();
    }

    public Write settling(State state, List<UUID> messages) {
        return Write.sql("""
                        update channels_inbox set state = :state, reason = null, detail = null
                        where message = any (:messages)
                        """).param("state", state.code()).param("messages", messages.toArray(UUID[]::new));
    }

    public void setAside(UUID message, String reason, String detail) {
        db.sql("update channels_inbox set state = 'quarantined', reason = ?, detail = ? where message = ?")
                .params(reason, detail, message)
                .update();
    }

    public void release(UUID message) {
        db.sql("update channels_inbox set state = 'stored', attempts = 0 where message = ? and state = 'quarantined'")
                .param(message)
                .update();
    }

    /// Counts a failure of a message that is stored only; it comes again later each time.
    public Optional<Failed> failed(UUID message, Instant now) {
        return db.sql("""
                        update channels_inbox
                        set attempts = attempts + 1,
                            due_at = :now::timestamptz + make_interval(secs => 2 ^ least(attempts + 1, 6))
                        where message = :message and state = 'stored'
                        returning channel, attempts
                        """)
                .param("now", Timestamp.from(now))
                .param("message", message)
                .query((row, _) -> new Failed(new ChannelKind(row.getString("channel")), row.getInt("attempts")))
                .optional();
    }

    /// Takes messages that nobody has processed in time; nobody else gets them before `until`. Numbered ones are not
    /// among them.
    public List<UUID> claim(Instant now, Instant until, int limit) {
        return db.sql("""
                        update channels_inbox set due_at = ? where message in (
                            select message from channels_inbox where state = 'stored' and number is null and due_at <= ?
                            order by due_at limit ? for update skip locked)
                        returning message
                        """)
                .params(Timestamp.from(until), Timestamp.from(now), limit)
                .query(UUID.class)
                .list();
    }

    public Optional<RawMessage> raw(UUID message) {
        return db.sql("select message, external_id, headers, body, sealed from channels_inbox where message = ?")
                .param(message)
                .query((row, _) -> raw(row))
                .optional();
    }

    public List<Quarantined> quarantine(int limit) {
        return db.sql("""
                        select message, channel, received_at, reason, detail, length(body) as bytes
                        from channels_inbox where state = 'quarantined' order by received_at desc limit ?
                        """)
                .param(limit)
                .query((row, _) -> new Quarantined(
                        row.getObject("message", UUID.class),
                        new ChannelKind(row.getString("channel")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getLong("bytes")))
                .list();
    }

    public List<Received> received(Instant from, Instant to) {
        return db.sql("""
                        select message, channel, external_id, received_at, state, contact from channels_inbox
                        where received_at >= ? and received_at < ? order by received_at
                        """)
                .params(Timestamp.from(from), Timestamp.from(to))
                .query((row, _) -> new Received(
                        row.getObject("message", UUID.class),
                        new ChannelKind(row.getString("channel")),
                        row.getString("external_id"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("state"),
                        row.getString("state").equals(State.PROCESSED.code())
                                ? Optional.of(contact(row))
                                : Optional.empty()))
                .list();
    }

    /// The age of the oldest message of the channel that waits to be processed.
    public Optional<Duration> oldestStored(ChannelKind channel, Instant now) {
        return db.sql("""
                        select least(
                            (select min(received_at) from channels_inbox
                             where state = 'stored' and number is null and channel = :channel),
                            (select min(received_at) from channels_inbox
                             where state = 'stored' and number is not null and channel = :channel))
                        """)
                .param("channel", channel.value())
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(oldest -> Duration.between(oldest.toInstant(), now));
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("message", UUID.class),
                new ChannelKind(row.getString("channel")),
                raw(row),
                contact(row),
                Optional.ofNullable(row.getString("number")),
                row.getTimestamp("received_at").toInstant(),
                State.of(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("detail")),
                row.getInt("attempts"));
    }

    private RawMessage raw(ResultSet row) throws SQLException {
        var body = row.getBoolean("sealed") ? opened(row.getObject("message", UUID.class)) : row.getBytes("body");
        return new RawMessage(row.getString("external_id"), Headers.read(row.getString("headers")), body);
    }

    private byte[] opened(UUID message) {
        try (var body = vault.open(message)) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContactId contact(ResultSet row) throws SQLException {
        return new ContactId(row.getObject("contact", UUID.class));
    }

    /// @param number that is told to whoever brought it, and that its ticket will bear; absent where none is told
    public record Incoming(
            UUID message,
            ChannelKind channel,
            RawMessage raw,
            ContactId contact,
            @Nullable String number) {

        private boolean isSpoken() {
            return channel.value().equals(SPOKEN);
        }

        private byte[] openly() {
            return isSpoken() ? ELSEWHERE : raw.body();
        }
    }

    public record Numbered(String number, Map<String, String> headers, Instant receivedAt) {}

    /// @param attempts how many have failed
    public record Failed(ChannelKind channel, int attempts) {}

    /// @param contact the id that its contact bears, or would have borne
    /// @param number that was told, if one was
    public record Known(UUID message, ContactId contact, Optional<String> number) {}

    /// @param number that was told, if one was
    /// @param reason why it was set aside
    public record Entry(
            UUID message,
            ChannelKind channel,
            RawMessage raw,
            ContactId contact,
            Optional<String> number,
            Instant receivedAt,
            State state,
            Optional<String> reason,
            Optional<String> detail,
            int attempts) {}

    public enum State {
        STORED,
        PROCESSED,
        AUTOMATIC,
        QUARANTINED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
