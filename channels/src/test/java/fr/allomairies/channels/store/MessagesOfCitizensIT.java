package fr.allomairies.channels.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class MessagesOfCitizensIT {

    static final JdbcClient DB = JdbcClient.create(PostgresExtension.freshDatabase());

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

    private boolean isLeft(String channel, String body) {
        var message = UUID.randomUUID();
        DB.sql("""
                insert into channels_inbox
                    (message, channel, external_id, headers, body, contact, received_at, state, reason, due_at)
                values (?, ?, ?, '{}', ?, ?, now(), 'quarantined', 'unreadable', now())
                """)
                .params(message, channel, message.toString(), body.getBytes(StandardCharsets.UTF_8), UUID.randomUUID())
                .update();
        messages.erase(new Traces(
                List.of(),
                List.of(),
                List.of(),
                List.of(new EmailAddress("jean_d.o+x@ex-ample.fr")),
                List.of(new PhoneNumber("+33612345678"))));
        return DB.sql("select body <> '' from channels_inbox where message = ?")
                .param(message)
                .query(Boolean.class)
                .single();
    }
}
