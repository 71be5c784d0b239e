package fr.allomairies.channels.chat;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Conversations and what the citizens sent in them.
@Repository
class ChatConversations {

    private final JdbcClient db;

    ChatConversations(JdbcClient db) {
        this.db = db;
    }

    void add(Conversation conversation, String tokenHash, Instant at) {
        db.sql("""
                        insert into channels_chat_conversation
                            (id, token_hash, channel, party, name, email, phone, language, started_at, seen_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (channel, party) where party is not null do nothing
                        """)
                .param(conversation.id())
                .param(tokenHash)
                .param(conversation.channel().value())
                .param(conversation.party())
                .param(conversation.name())
                .param(
                        conversation.email() == null
                                ? null
                                : conversation.email().value())
                .param(
                        conversation.phone() == null
                                ? null
                                : conversation.phone().e164())
                .param(conversation.language())
                .param(Timestamp.from(at))
                .param(Timestamp.from(at))
                .update();
    }

    Optional<Conversation> byToken(String tokenHash) {
        return db.sql("select * from channels_chat_conversation where token_hash = ?")
                .param(tokenHash)
                .query((row, _) -> conversation(row))
                .optional();
    }

    /// That with whom the provider calls so, as it is now, locked for the caller's transaction.
    Optional<Conversation> lockWith(ChannelKind channel, String party) {
        return db.sql("select * from channels_chat_conversation where channel = ? and party = ? for update")
                .params(channel.value(), party)
                .query((row, _) -> conversation(row))
                .optional();
    }

    /// The citizen writes in a messenger.
    ///
    /// @param name as he calls himself there now
    void heard(UUID id, @Nullable String name, Instant at, Instant now) {
        db.sql("""
                        update channels_chat_conversation
                        set heard_at = greatest(heard_at, ?), seen_at = ?, left_off = false, name = coalesce(?, name)
                        where id = ?
                        """)
                .param(Timestamp.from(at))
                .param(Timestamp.from(now))
                .param(name)
                .param(id)
                .update();
    }

    /// What comes next is another matter.
    void beginAfresh(UUID id, String language) {
        db.sql("update channels_chat_conversation set contact = null, ticket = null, language = ? where id = ?")
                .params(language, id)
                .update();
    }

    /// Of messengers, in which the assistant answered last, and nobody since; locked for the caller's transaction.
    List<Conversation> quietSince(Instant at) {
        return db.sql("""
                        select * from channels_chat_conversation
                        where party is not null and contact is not null and ticket is null and not left_off
                          and seen_at < ?
                        order by seen_at limit 50 for update skip locked
                        """)
                .param(Timestamp.from(at))
                .query((row, _) -> conversation(row))
                .list();
    }

    /// As it is now, locked for the caller's transaction.
    Conversation lock(UUID id) {
        return db.sql("select * from channels_chat_conversation where id = ? for update")
                .param(id)
                .query((row, _) -> conversation(row))
                .single();
    }

    /// That of the contact, as it is now, locked for the caller's transaction.
    Optional<Conversation> lockOf(ContactId contact) {
        return db.sql("select * from channels_chat_conversation where contact = ? for update")
                .param(contact.value())
                .query((row, _) -> conversation(row))
                .optional();
    }

    Optional<Conversation> of(ContactId contact) {
        return db.sql("""
                        select * from channels_chat_conversation where id in
                            (select conversation from channels_chat_message where contact = ?)
                        """)
                .param(contact.value())
                .query((row, _) -> conversation(row))
                .optional();
    }

    Conversation find(UUID id) {
        return db.sql("select * from channels_chat_conversation where id = ?")
                .param(id)
                .query((row, _) -> conversation(row))
                .single();
    }

    /// @param ticket absent while the assistant answers
    void begin(UUID id, ContactId contact, @Nullable TicketId ticket, Instant at) {
        db.sql("""
                        update channels_chat_conversation set contact = ?, ticket = ?, seen_at = ?, left_off = false
                        where id = ?
                        """)
                .param(contact.value())
                .param(ticket == null ? null : ticket.value())
                .param(Timestamp.from(at))
                .param(id)
                .update();
    }

    void leave(UUID id) {
        db.sql("update channels_chat_conversation set left_off = true where id = ?")
                .param(id)
                .update();
    }

    void seen(Collection<UUID> ids, Instant at) {
        if (!ids.isEmpty()) {
            db.sql("update channels_chat_conversation set seen_at = :at where id in (:ids)")
                    .param("at", Timestamp.from(at))
                    .param("ids", ids)
                    .update();
        }
    }

    /// Conversations of the widget that nobody has looked at since, locked for the caller's transaction.
    List<Conversation> unseenSince(Instant at) {
        return db.sql("""
                        select * from channels_chat_conversation
                        where party is null and contact is not null and not left_off and seen_at < ?
                        order by seen_at limit 50 for update skip locked
                        """)
                .param(Timestamp.from(at))
                .query((row, _) -> conversation(row))
                .list();
    }

    Optional<InteractionId> message(UUID conversation, String clientId) {
        return db.sql("select interaction from channels_chat_message where conversation = ? and client_id = ?")
                .params(conversation, clientId)
                .query(UUID.class)
                .optional()
                .map(InteractionId::new);
    }

    void addMessage(UUID conversation, String clientId, ContactId contact, InteractionId interaction, Instant at) {
        db.sql("""
                        insert into channels_chat_message (conversation, client_id, contact, interaction, at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(conversation, clientId, contact.value(), interaction.value(), Timestamp.from(at))
                .update();
    }

    void countFiles(UUID conversation, String clientId, int files) {
        db.sql("update channels_chat_message set files = ? where conversation = ? and client_id = ?")
                .params(files, conversation, clientId)
                .update();
    }

    int filesSince(UUID conversation, Instant at) {
        return db.sql("select coalesce(sum(files), 0) from channels_chat_message where conversation = ? and at > ?")
                .params(conversation, Timestamp.from(at))
                .query(Integer.class)
                .single();
    }

    /// Counts one more transcript.
    ///
    /// @return false when there have been so many already
    boolean countTranscript(UUID conversation, int most) {
        return db.sql(
                                "update channels_chat_conversation set transcripts = transcripts + 1 where id = ? and transcripts < ?")
                        .params(conversation, most)
                        .update()
                == 1;
    }

    int messagesSince(UUID conversation, Instant at) {
        return db.sql("select count(*) from channels_chat_message where conversation = ? and at > ?")
                .params(conversation, Timestamp.from(at))
                .query(Integer.class)
                .single();
    }

    /// What the browser sent under ids of its own, oldest first.
    List<Sent> sent(UUID conversation) {
        return db.sql("""
                        select interaction, client_id, contact from channels_chat_message
                        where conversation = ? order by at
                        """)
                .param(conversation)
                .query((row, _) -> new Sent(
                        new InteractionId(row.getObject("interaction", UUID.class)),
                        row.getString("client_id"),
                        new ContactId(row.getObject("contact", UUID.class))))
                .list();
    }

    private static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(
                row.getObject("id", UUID.class),
                new ChannelKind(row.getString("channel")),
                row.getString("party"),
                row.getString("name"),
                Optional.ofNullable(row.getString("email"))
                        .map(EmailAddress::new)
                        .orElse(null),
                Optional.ofNullable(row.getString("phone"))
                        .map(PhoneNumber::new)
                        .orElse(null),
                row.getString("language"),
                Optional.ofNullable(row.getTimestamp("heard_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                Optional.ofNullable(row.getObject("contact", UUID.class))
                        .map(ContactId::new)
                        .orElse(null),
                Optional.ofNullable(row.getObject("ticket", UUID.class))
                        .map(TicketId::new)
                        .orElse(null));
    }

    record Sent(InteractionId interaction, String clientId, ContactId contact) {}
}
