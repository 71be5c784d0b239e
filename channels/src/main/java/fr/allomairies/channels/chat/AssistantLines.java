package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What citizens and the assistant said to each other.
@Repository
class AssistantLines {

    private final JdbcClient db;

    AssistantLines(JdbcClient db) {
        this.db = db;
    }

    /// @param clientId absent for what the assistant says
    void add(UUID conversation, ContactId contact, @Nullable String clientId, String text, Instant at) {
        db.sql("""
                        insert into channels_chat_assistant_line (conversation, contact, client_id, text, at)
                        values (?, ?, ?, ?, ?)
                        """)
                .param(conversation)
                .param(contact.value())
                .param(clientId)
                .param(text)
                .param(Timestamp.from(at))
                .update();
    }

    boolean has(UUID conversation, String clientId) {
        return db.sql("""
                        select exists (select from channels_chat_assistant_line where conversation = ? and client_id = ?)
                        """).params(conversation, clientId).query(Boolean.class).single();
    }

    int fromCitizenSince(UUID conversation, Instant at) {
        return db.sql("""
                        select count(*) from channels_chat_assistant_line
                        where conversation = ? and client_id is not null and at > ?
                        """)
                .params(conversation, Timestamp.from(at))
                .query(Integer.class)
                .single();
    }

    /// Those of the contacts that the assistant has spoken to.
    List<ContactId> begunWith(Collection<ContactId> contacts) {
        return contacts.isEmpty()
                ? List.of()
                : db
                        .sql("select distinct contact from channels_chat_assistant_line where contact in (:contacts)")
                        .param(
                                "contacts",
                                contacts.stream().map(ContactId::value).toList())
                        .query(UUID.class)
                        .list()
                        .stream()
                        .map(ContactId::new)
                        .toList();
    }

    /// Oldest first.
    List<Line> of(UUID conversation) {
        return db.sql("""
                        select place, contact, client_id, text, at from channels_chat_assistant_line
                        where conversation = ? order by place
                        """)
                .param(conversation)
                .query((row, _) -> new Line(
                        row.getLong("place"),
                        new ContactId(row.getObject("contact", UUID.class)),
                        row.getString("client_id"),
                        row.getString("text"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /// @param clientId absent for what the assistant said
    record Line(long place, ContactId contact, @Nullable String clientId, String text, Instant at) {

        boolean isFromCitizen() {
            return clientId != null;
        }
    }
}
