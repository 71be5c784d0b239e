package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatMarks;
import fr.allomairies.contact.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The marks of either side, in the one row of their conversation.
@Repository
class Marks implements ChatMarks {

    private final JdbcClient db;
    private final Clock clock;

    Marks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// As [#agent].
    void citizen(UUID conversation, boolean typing, @Nullable Instant readUntil) {
        var now = clock.instant();
        db.sql("""
                        insert into channels_chat_mark as m
                            (conversation, citizen_typed_at, citizen_read_at, changed_at)
                        values (?, ?, ?, ?)
                        on conflict (conversation) do update set
                            citizen_typed_at = excluded.citizen_typed_at,
                            citizen_read_at = greatest(m.citizen_read_at, excluded.citizen_read_at),
                            changed_at = excluded.changed_at
                        """)
                .param(conversation)
                .param(typing ? Timestamp.from(now) : null)
                .param(read(readUntil, now))
                .param(Timestamp.from(now))
                .update();
    }

    @Override
    public void agent(ContactId contact, boolean typing, @Nullable Instant readUntil) {
        var now = clock.instant();
        db.sql("""
                        insert into channels_chat_mark as m
                            (conversation, agent_typed_at, agent_read_at, changed_at)
                        select id, ?::timestamptz, ?::timestamptz, ? from channels_chat_conversation
                        where contact = ? and party is null
                        on conflict (conversation) do update set
                            agent_typed_at = excluded.agent_typed_at,
                            agent_read_at = greatest(m.agent_read_at, excluded.agent_read_at),
                            changed_at = excluded.changed_at
                        """)
                .param(typing ? Timestamp.from(now) : null)
                .param(read(readUntil, now))
                .param(Timestamp.from(now))
                .param(contact.value())
                .update();
    }

    /// Nobody has read what is not said yet.
    private static @Nullable Timestamp read(@Nullable Instant until, Instant now) {
        return until == null ? null : Timestamp.from(until.isAfter(now) ? now : until);
    }

    @Override
    public Mark ofCitizen(ContactId contact) {
        var now = clock.instant();
        return db.sql("""
                        select m.* from channels_chat_mark m
                        join channels_chat_conversation c on c.id = m.conversation where c.contact = ?
                        """)
                .param(contact.value())
                .query((row, _) -> mark(row, "citizen", now))
                .optional()
                .orElse(Mark.NONE);
    }

    Mark ofAgent(UUID conversation) {
        var now = clock.instant();
        return db.sql("select * from channels_chat_mark where conversation = ?")
                .param(conversation)
                .query((row, _) -> mark(row, "agent", now))
                .optional()
                .orElse(Mark.NONE);
    }

    @Override
    public Map<ContactId, Mark> recentOfCitizens() {
        var now = clock.instant();
        var marks = new HashMap<ContactId, Mark>();
        db.sql("""
                        select m.*, c.contact from channels_chat_mark m
                        join channels_chat_conversation c on c.id = m.conversation
                        where m.changed_at > ? and c.contact is not null
                        """).param(recent(now)).query(row -> {
            marks.put(new ContactId(row.getObject("contact", UUID.class)), mark(row, "citizen", now));
        });
        return marks;
    }

    /// As [#recentOfCitizens], by conversation.
    Map<UUID, Mark> recentOfAgents() {
        var now = clock.instant();
        var marks = new HashMap<UUID, Mark>();
        db.sql("select * from channels_chat_mark where changed_at > ?")
                .param(recent(now))
                .query(row -> {
                    marks.put(row.getObject("conversation", UUID.class), mark(row, "agent", now));
                });
        return marks;
    }

    private static Timestamp recent(Instant now) {
        return Timestamp.from(now.minus(WRITING.multipliedBy(2)));
    }

    private static Mark mark(ResultSet row, String side, Instant now) throws SQLException {
        var typed = instant(row, side + "_typed_at");
        return new Mark(
                typed.filter(at -> at.plus(WRITING).isAfter(now)).isPresent(),
                instant(row, side + "_read_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
