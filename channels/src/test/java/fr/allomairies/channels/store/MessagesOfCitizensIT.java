package fr.allomairies.channels.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.PersonalData.Copy;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class MessagesOfCitizensIT {

    static final JdbcClient DB = JdbcClient.create(PostgresExtension.freshDatabase());

    static final Traces JEAN = new Traces(
            List.of(),
            List.of(),
            List.of(),
            List.of(new EmailAddress("jean_d.o+x@ex-ample.fr")),
            List.of(new PhoneNumber("+33612345678")));

    final MessagesOfCitizens messages = new MessagesOfCitizens(DB, mock(Vault.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jean_d.o+x@ex-ample.fr",
                "From: <Jean_D.O+X@Ex-ample.fr>",
                "écrivez à jean_d.o+x@ex-ample.fr.",
                "jean_d.o+x@ex-ample.fr. Merci",
                "de\njean_d.o+x@ex-ample.fr\net d'autres",
                "éjean_d.o+x@ex-ample.fr",
                "{\"text\":\"de\\njean_d.o+x@ex-ample.fr\"}"
            })
    void emptiesWhatWasSetAsideWithTheAddress(String text) {
        assertThat(isLeft("email", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "marie-jean_d.o+x@ex-ample.fr",
                "m.jean_d.o+x@ex-ample.fr",
                "jean_d.o+x@ex-ample.france.example",
                "jean_d.o+x@ex-ample.fr.example",
                "jean_dao+x@ex-ample.fr"
            })
    void leavesWhatAddressesOfOthersItIsAPartOf(String text) {
        assertThat(isLeft("email", text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"phone\":\"+33612345678\"}",
                "0033 6 12 34 56 78",
                "06.12.34.56.78",
                "+33 (0)6 12 34 56 78",
                "tél. 06\u00a012\u00a034\u00a056\u00a078"
            })
    void emptiesWhatWasSetAsideWithTheNumber(String text) {
        assertThat(isLeft("open311", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1061234567890", "06123456789", "+3306123456789", "+44612345678", "12345678"})
    void leavesOtherNumbers(String text) {
        assertThat(isLeft("open311", text)).isTrue();
    }

    /// No ticket knows its citizen yet.
    @Test
    void handsOutAndEmptiesWhatIsAcceptedAndNotOpened() throws Exception {
        var his = accepted("jean_d.o+x@ex-ample.fr", "+33699999999");
        var byPhone = accepted("jeanne@ex-ample.fr", "+33612345678");
        var another = accepted("jeanne@ex-ample.fr", "+33699999999");
        var copy = mock(Copy.class);

        messages.copy(JEAN, copy);
        messages.erase(JEAN);

        verify(copy, times(2)).file(startsWith("received/report-"), any());
        for (var gone : List.of(his, byPhone)) {
            assertThat(state(gone)).isEqualTo("automatic {} 0");
        }
        assertThat(state(another)).startsWith("stored").endsWith("2");
    }

    /// He has one conversation for ever: an old request that goes does not end it.
    @Test
    void aConversationGoesOnWithoutItsOldRequestAndGoesWithTheLast() {
        var conversation = UUID.randomUUID();
        var old = UUID.randomUUID();
        var living = UUID.randomUUID();
        var sent = UUID.randomUUID();
        DB.sql("""
                insert into channels_chat_conversation
                    (id, token_hash, channel, party, name, language, started_at, contact, ticket, seen_at)
                values (?, ?, 'chat-messenger', 'party-7', 'Jean', 'fr', now(), ?, ?, now())
                """).params(conversation, "hash", living, UUID.randomUUID()).update();
        said(conversation, "old-1", old);
        said(conversation, "new-1", living);
        line(conversation, old);
        line(conversation, living);
        DB.sql("""
                insert into channels_messaging_event (id, channel, external_id, party, piece, received_at, due_at)
                values (?, 'chat-messenger', 'waits', 'party-7', '{}', now(), now())
                """).param(UUID.randomUUID()).update();
        for (var message :
                List.of(sent + "#0", sent.toString(), UUID.randomUUID().toString())) {
            DB.sql("""
                    insert into channels_messaging_sent (channel, provider_id, conversation, message, sent_at)
                    values ('chat-messenger', ?, ?, ?, now())
                    """).params(message, conversation, message).update();
        }

        messages.erase(contact(old, sent));

        assertThat(conversation(conversation)).isEqualTo("party-7 Jean " + living + " 1 1 1 1");

        messages.erase(contact(living, UUID.randomUUID()));

        assertThat(conversation(conversation)).isEqualTo(living + " 1 0 0 0");
    }

    private static void said(UUID conversation, String id, UUID contact) {
        DB.sql("""
                insert into channels_chat_message (conversation, client_id, contact, interaction, at)
                values (?, ?, ?, ?, now())
                """).params(conversation, id, contact, UUID.randomUUID()).update();
    }

    private static void line(UUID conversation, UUID contact) {
        DB.sql("""
                insert into channels_chat_assistant_line (conversation, contact, text, at) values (?, ?, 'Oui', now())
                """).params(conversation, contact).update();
    }

    private static Traces contact(UUID contact, UUID interaction) {
        return new Traces(
                List.of(),
                List.of(new ContactId(contact)),
                List.of(new InteractionId(interaction)),
                List.of(),
                List.of());
    }

    /// Party, name, contact, and how many messages, lines, letters that left and events that wait it has.
    private static String conversation(UUID id) {
        return DB.sql("""
                        select concat_ws(' ', party, name, contact,
                            (select count(*) from channels_chat_message where conversation = c.id),
                            (select count(*) from channels_chat_assistant_line where conversation = c.id),
                            (select count(*) from channels_messaging_sent where conversation = c.id),
                            (select count(*) from channels_messaging_event where piece is not null))
                        from channels_chat_conversation c where id = ?
                        """).param(id).query(String.class).single();
    }

    private static UUID accepted(String email, String phone) {
        var message = UUID.randomUUID();
        DB.sql("""
                insert into channels_inbox
                    (message, channel, external_id, headers, body, contact, number, received_at, state, due_at)
                values (?, 'report', ?, jsonb_build_object('email', ?, 'phone', ?), '{}', ?, ?, now(), 'stored', now())
                """)
                .params(message, message.toString(), email, phone, UUID.randomUUID(), message.toString())
                .update();
        return message;
    }

    private static String state(UUID message) {
        return DB.sql("select concat_ws(' ', state, headers, length(body)) from channels_inbox where message = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private boolean isLeft(String channel, String body) {
        var message = UUID.randomUUID();
        DB.sql("""
                insert into channels_inbox
                    (message, channel, external_id, headers, body, contact, received_at, state, reason, due_at)
                values (?, ?, ?, '{}', ?, ?, now(), 'quarantined', 'unreadable', now())
                """)
                .params(message, channel, message.toString(), body.getBytes(StandardCharsets.UTF_8), UUID.randomUUID())
                .update();
        messages.erase(JEAN);
        return DB.sql("select body <> '' from channels_inbox where message = ?")
                .param(message)
                .query(Boolean.class)
                .single();
    }
}
