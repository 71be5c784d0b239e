package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatCallbacks;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was proposed to citizens instead of waiting, and what they chose.
@Repository
class ChosenWays implements ChatCallbacks {

    private final JdbcClient db;

    ChosenWays(JdbcClient db) {
        this.db = db;
    }

    void propose(UUID conversation, ContactId contact, Slow slow) {
        db.sql("insert into channels_chat_way (contact, conversation, slow) values (?, ?, ?)")
                .params(contact.value(), conversation, slow.name())
                .update();
    }

    Optional<Slow> proposed(ContactId contact) {
        return db.sql("select slow from channels_chat_way where contact = ?")
                .param(contact.value())
                .query((row, _) -> Slow.valueOf(row.getString("slow")))
                .optional();
    }

    /// @param number absent where he is to be answered in writing
    void choose(ContactId contact, @Nullable PhoneNumber number, Instant at) {
        db.sql("update channels_chat_way set chosen_at = ?, number = ? where contact = ?")
                .param(Timestamp.from(at))
                .param(number == null ? null : number.e164())
                .param(contact.value())
                .update();
    }

    /// Of those of them who have chosen.
    List<Chosen> among(Collection<ContactId> contacts) {
        return contacts.isEmpty()
                ? List.of()
                : db.sql("""
                        select contact, number is not null as by_telephone from channels_chat_way
                        where contact in (:contacts) and chosen_at is not null
                        """)
                        .param(
                                "contacts",
                                contacts.stream().map(ContactId::value).toList())
                        .query((row, _) -> new Chosen(
                                new ContactId(row.getObject("contact", UUID.class)), row.getBoolean("by_telephone")))
                        .list();
    }

    @Override
    public Optional<PhoneNumber> promised(ContactId chat) {
        return db.sql("select number from channels_chat_way where contact = ? and number is not null")
                .param(chat.value())
                .query(String.class)
                .optional()
                .map(PhoneNumber::new);
    }

    /// @param byTelephone otherwise in writing
    record Chosen(ContactId contact, boolean byTelephone) {}
}
