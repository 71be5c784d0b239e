package fr.allomairies.channels.store;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What this module keeps of citizens: messages as they came and left, and conversations of the widget. The rows stay,
/// so that what was received and sent can still be counted.
@Repository
class MessagesOfCitizens implements PersonalData {

    private static final String WITHOUT_TICKET =
            "state in ('automatic', 'quarantined') and received_at < :before and (body <> '' or sealed)";

    /// The assistant alone answered.
    private static final String UNTICKETED_CHAT = """
            ticket is null and seen_at < :before
            and (name is not null or email is not null or party is not null
                 or exists (select 1 from channels_chat_assistant_line l where l.conversation = c.id))
            """;

    private static final String NOTICE = "interaction is null and composed_at < :before and body <> ''";

    private static final String TEXT = "encode(body, 'escape') || ' ' || headers::text";

    /// Bytes beyond ASCII and ends of lines are written with a backslash, and part words.
    private static final String WORDS = "regexp_replace(lower(" + TEXT + "), '\\\\+([0-7]{3}|[nrt])', ' ', 'g')";

    private static final String FRANCE = "33";
    private static final String PAUSE = "[ .()/-]*";

    private final JdbcClient db;
    private final Vault vault;

    MessagesOfCitizens(JdbcClient db, Vault vault) {
        this.db = db;
        this.vault = vault;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of(Rule.TICKET, "channels_inbox", "external_id", "headers", "body", "reason", "detail"),
                Holding.of(Rule.TICKET, "channels_outbox", "external_id", "headers", "body", "reason"),
                Holding.of(Rule.TICKET, "channels_chat_conversation", "token_hash", "name", "email", "party", "phone"),
                Holding.of(Rule.TICKET, "channels_messaging_event", "external_id", "party", "piece"),
                Holding.of(Rule.TICKET, "channels_messaging_sent", "provider_id", "message"),
                Holding.of(Rule.TICKET, "channels_chat_message", "client_id"),
                Holding.of(Rule.TICKET, "channels_chat_assistant_line", "client_id", "text"),
                Holding.of(Rule.TICKET, "channels_chat_way", "number"));
    }

    @Override
    public void erase(Traces of) {
        var contacts = ids(of.contacts(), ContactId::value);
        empty(db.sql("select message from channels_inbox where contact = any(?)")
                .param(contacts)
                .query(UUID.class)
                .list());
        emptySent(db.sql("select id from channels_outbox where interaction = any(?)")
                .param(ids(of.interactions(), InteractionId::value))
                .query(UUID.class)
                .list());
        empty(accepted(of));
        eraseTalk(of, contacts);
        of.emails().stream().map(EmailAddress::value).forEach(this::eraseAddress);
        of.phones().forEach(this::erasePhone);
    }

    /// A conversation goes with the last of its contacts that are on a request; before, it goes on without those that
    /// are erased.
    private void eraseTalk(Traces of, UUID[] contacts) {
        var touched = db.sql("""
                        select id from channels_chat_conversation where contact = any(:contacts)
                        union
                        select conversation from channels_chat_message where contact = any(:contacts)
                        union
                        select conversation from channels_chat_assistant_line where contact = any(:contacts)
                        """).param("contacts", contacts).query(UUID.class).list();
        var living = db.sql("""
                        select distinct conversation from channels_chat_message
                        where conversation = any(:touched) and contact <> all(:contacts)
                          and client_id not like 'erased:%'
                        """)
                .param("touched", touched.toArray(UUID[]::new))
                .param("contacts", contacts)
                .query(UUID.class)
                .list();
        forgetContacts(of, contacts, living.toArray(UUID[]::new));
        silence(touched.stream().filter(id -> !living.contains(id)).toList());
    }

    private void forgetContacts(Traces of, UUID[] contacts, UUID[] conversations) {
        db.sql("delete from channels_chat_message where conversation = any(?) and contact = any(?)")
                .params(conversations, contacts)
                .update();
        db.sql("delete from channels_chat_assistant_line where conversation = any(?) and contact = any(?)")
                .params(conversations, contacts)
                .update();
        db.sql("delete from channels_chat_way where conversation = any(?) and contact = any(?)")
                .params(conversations, contacts)
                .update();
        db.sql("""
                delete from channels_messaging_sent
                where conversation = any(?) and split_part(message, '#', 1) = any(?)
                """)
                .params(
                        conversations,
                        of.interactions().stream()
                                .map(interaction -> interaction.value().toString())
                                .toArray(String[]::new))
                .update();
        db.sql("""
                update channels_chat_conversation set contact = null, ticket = null
                where id = any(?) and contact = any(?)
                """).params(conversations, contacts).update();
    }

    /// Whoever reported has told his addresses; there is no ticket yet that would know them.
    private List<UUID> accepted(Traces of) {
        return db.sql("""
                        select message from channels_inbox
                        where state = 'stored' and number is not null
                          and (headers ->> 'email' = any(:emails) or headers ->> 'phone' = any(:phones))
                        """)
                .param("emails", of.emails().stream().map(EmailAddress::value).toArray(String[]::new))
                .param("phones", of.phones().stream().map(PhoneNumber::e164).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /// What became no request is read for the address.
    private void eraseAddress(String email) {
        var known = "strpos(lower(%s), :email) > 0 and %s ~ :whole".formatted(TEXT, WORDS);
        empty(db.sql("select message from channels_inbox where state in ('automatic', 'quarantined') and " + known)
                .param("email", email)
                .param("whole", whole(email))
                .query(UUID.class)
                .list());
        emptySent(db.sql("select id from channels_outbox where interaction is null and " + known)
                .param("email", email)
                .param("whole", whole(email))
                .query(UUID.class)
                .list());
        silence(db.sql("select id from channels_chat_conversation where email = ?")
                .param(email)
                .query(UUID.class)
                .list());
    }

    /// Mails are left alone: a number in them is hardly that of who wrote.
    private void erasePhone(PhoneNumber phone) {
        silence(db.sql("""
                        select id from channels_chat_conversation where phone = :phone
                        union
                        select conversation from channels_chat_way where number = :phone
                        """).param("phone", phone.e164()).query(UUID.class).list());
        empty(db.sql("""
                        select message from channels_inbox
                        where state in ('automatic', 'quarantined') and channel <> 'email' and
                        """ + WORDS + " ~ ?")
                .param(written(phone))
                .query(UUID.class)
                .list());
    }

    /// As people write it, with the country's prefix or, in France, without.
    private static String written(PhoneNumber phone) {
        var digits = phone.e164().substring(1);
        var number = digits.startsWith(FRANCE)
                ? "(([+]|00)" + FRANCE + PAUSE + "0?|0)" + PAUSE + spaced(digits.substring(FRANCE.length()))
                : "([+]|00)" + PAUSE + spaced(digits);
        return "(^|[^0-9+])" + number + "($|[^0-9])";
    }

    private static String spaced(String digits) {
        return String.join(PAUSE, digits.split(""));
    }

    /// The address, and no longer one that it is a part of.
    private static String whole(String email) {
        return "(^|[^a-z0-9._%+-])" + email.replaceAll("\\p{Punct}", "\\\\$0") + "($|[^a-z0-9.-]|\\.($|[^a-z0-9]))";
    }

    /// What has not left yet stays here.
    private void emptySent(List<UUID> messages) {
        db.sql("""
                update channels_outbox set headers = '{}', body = '', external_id = 'erased:' || id, reason = null,
                       state = case state when 'to-send' then 'failed' else state end
                where id = any(?)
                """).param(messages.toArray(UUID[]::new)).update();
    }

    /// What nobody has opened yet will never be.
    private void empty(List<UUID> messages) {
        messages.forEach(vault::destroy);
        db.sql("""
                update channels_inbox set headers = '{}', body = '', sealed = false, detail = null,
                       external_id = 'erased:' || message,
                       state = case state when 'stored' then 'automatic' else state end
                where message = any(?)
                """).param(messages.toArray(UUID[]::new)).update();
    }

    /// Nobody takes it up again, and nobody knows who spoke.
    private void silence(List<UUID> conversations) {
        var ids = conversations.toArray(UUID[]::new);
        db.sql("""
                update channels_messaging_event e set piece = null, party = null
                from channels_chat_conversation c where c.id = any(?) and c.channel = e.channel and c.party = e.party
                """).param(ids).update();
        db.sql("delete from channels_messaging_sent where conversation = any(?)")
                .param(ids)
                .update();
        db.sql("delete from channels_chat_assistant_line where conversation = any(?)")
                .param(ids)
                .update();
        db.sql("delete from channels_chat_way where conversation = any(?)")
                .param(ids)
                .update();
        db.sql("delete from channels_chat_mark where conversation = any(?)")
                .param(ids)
                .update();
        db.sql("update channels_chat_message set client_id = 'erased:' || interaction where conversation = any(?)")
                .param(ids)
                .update();
        db.sql("""
                update channels_chat_conversation
                set name = null, email = null, party = null, phone = null, token_hash = 'erased:' || id
                where id = any(?)
                """).param(ids).update();
    }

    @Override
    public void copy(Traces of, Copy to) throws IOException {
        var received = db.sql("""
                        select message, channel, received_at::text as at, sealed from channels_inbox
                        where (contact = any(:contacts) or message = any(:accepted)) and (body <> '' or sealed)
                        order by received_at
                        """)
                .param("contacts", ids(of.contacts(), ContactId::value))
                .param("accepted", accepted(of).toArray(UUID[]::new))
                .query((row, _) -> new Received(
                        row.getObject("message", UUID.class),
                        row.getString("channel") + "-" + row.getString("at").substring(0, 10),
                        row.getString("channel"),
                        row.getBoolean("sealed")))
                .list();
        for (var message : received) {
            to.file("received/" + message.name() + ending(message.channel()), () -> content(message));
        }
        to.facts(
                "chats",
                db.sql("""
                                select started_at::text as at, channel, name, email, phone
                                from channels_chat_conversation c
                                where (name is not null or email is not null or party is not null)
                                  and (contact = any(:contacts) or exists (
                                      select 1 from channels_chat_message m
                                      where m.conversation = c.id and m.contact = any(:contacts)))
                                order by started_at
                                """)
                        .param("contacts", ids(of.contacts(), ContactId::value))
                        .query()
                        .listOfRows());
        to.facts(
                "chat",
                db.sql("""
                                select at::text, case when client_id is null then 'OUT' else 'IN' end as direction, text
                                from channels_chat_assistant_line
                                where contact = any(?) order by conversation, place
                                """).param(ids(of.contacts(), ContactId::value)).query().listOfRows());
    }

    private InputStream content(Received message) {
        return message.sealed()
                ? vault.open(message.id())
                : new ByteArrayInputStream(db.sql("select body from channels_inbox where message = ? and body <> ''")
                        .param(message.id())
                        .query(byte[].class)
                        .optional()
                        .orElseThrow());
    }

    private static String ending(String channel) {
        return switch (channel) {
            case "email" -> ".eml";
            case "voicemail" -> ".wav";
            default -> ".txt";
        };
    }

    @Override
    public int countBefore(Instant time) {
        return db.sql("select (select count(*) from channels_inbox where " + WITHOUT_TICKET
                        + ") + (select count(*) from channels_outbox where " + NOTICE
                        + ") + (select count(*) from channels_chat_conversation c where " + UNTICKETED_CHAT + ")")
                .param("before", Timestamp.from(time))
                .query(Integer.class)
                .single();
    }

    @Override
    public int forgetBefore(Instant time, int limit) {
        var messages = some("select message from channels_inbox where " + WITHOUT_TICKET, time, limit);
        empty(messages);
        var conversations = some("select id from channels_chat_conversation c where " + UNTICKETED_CHAT, time, limit);
        silence(conversations);
        var notices = some("select id from channels_outbox where " + NOTICE, time, limit);
        emptySent(notices);
        return messages.size() + conversations.size() + notices.size();
    }

    private List<UUID> some(String sql, Instant before, int limit) {
        return db.sql(sql + " limit :limit for update skip locked")
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private static <T> UUID[] ids(Collection<T> typed, Function<T, UUID> id) {
        return typed.stream().map(id).toArray(UUID[]::new);
    }

    private record Received(UUID id, String name, String channel, boolean sealed) {}
}
