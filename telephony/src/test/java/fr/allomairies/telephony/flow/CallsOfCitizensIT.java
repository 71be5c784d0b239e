package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Appointments.State;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.KeptContacts;
import fr.allomairies.ticketing.PersonalData.Content;
import fr.allomairies.ticketing.PersonalData.Copy;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class CallsOfCitizensIT {

    static final PhoneNumber SHARED = new PhoneNumber("+33612345678");

    static final PhoneNumber ELSEWHERE = new PhoneNumber("+33493112233");

    final JdbcClient db = JdbcClient.create(PostgresExtension.freshDatabase());
    final AppointmentStore appointments = new AppointmentStore(db);
    final Vault vault = mock();
    final KeptContacts known = mock();
    final CallsOfCitizens calls = new CallsOfCitizens(db, vault, known);

    final ContactId own = ContactId.next();
    final ContactId withoutTicket = ContactId.next();
    final ContactId ofAnother = ContactId.next();
    final Traces citizen = new Traces(List.of(), List.of(own), List.of(), List.of(), List.of(SHARED));

    @Test
    void leavesTheCallsOfWhoSharesTheTelephone() {
        var mine = kept(own);
        var lost = kept(withoutTicket);
        var others = kept(ofAnother);
        when(known.kept(any())).thenReturn(Set.of(own, ofAnother));

        calls.erase(citizen);

        verify(vault).destroy(mine);
        verify(vault).destroy(lost);
        verify(vault, never()).destroy(others);
        assertThat(caller(own)).isNull();
        assertThat(caller(withoutTicket)).isNull();
        assertThat(caller(ofAnother)).isEqualTo(SHARED.e164());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECORDING", "PAUSED"})
    void refusesARecordingThatComesAfterwards(String state) {
        recorded(own, state, null);
        var store = new RecordingStore(db);
        var call = new CallId(own.toString());
        assertThat(store.isWanted(call)).isTrue();

        calls.erase(citizen);

        assertThat(store.isWanted(call)).isFalse();
        assertThat(store.kept(call, UUID.randomUUID(), Duration.ZERO, Instant.EPOCH))
                .isFalse();
    }

    /// The form takes any number.
    @Test
    void callsHimBackForHisRequestAtNoNumberAndLeavesWhatWasAgreedWithOthers() {
        var ticket = new TicketId(UUID.randomUUID());
        var his = appointment(ticket, ELSEWHERE);
        var others = appointment(new TicketId(UUID.randomUUID()), ELSEWHERE);

        calls.erase(new Traces(List.of(ticket), List.of(), List.of(), List.of(), List.of()));

        assertThat(appointments.find(his)).get().satisfies(gone -> {
            assertThat(gone.state()).isEqualTo(State.CANCELLED);
            assertThat(gone.number()).isNull();
        });
        assertThat(appointments.find(others)).get().satisfies(kept -> {
            assertThat(kept.state()).isEqualTo(State.PLANNED);
            assertThat(kept.number()).isEqualTo(ELSEWHERE);
        });
    }

    @Test
    void copiesWhatWasAgreedForHisRequest() throws Exception {
        var ticket = new TicketId(UUID.randomUUID());
        appointment(ticket, ELSEWHERE);
        appointment(new TicketId(UUID.randomUUID()), SHARED);
        var copy = new Copied();

        calls.copy(new Traces(List.of(ticket), List.of(), List.of(), List.of(), List.of()), copy);

        assertThat(copy.facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact).containsEntry("phone", ELSEWHERE.e164()));
    }

    private UUID appointment(TicketId ticket, PhoneNumber number) {
        var id = UUID.randomUUID();
        var from = Instant.now().plusSeconds(3600);
        var of = new CallId("appointment-" + id);
        appointments.add(id, ticket, from, from.plusSeconds(3600), new AgentId("marie"));
        Callbacks.plan(new CallStore(db), new Attempt(1, of, from), number, Instant.now(), from);
        return id;
    }

    @Test
    void copiesNoneOfThemEither() throws Exception {
        var mine = kept(own);
        var others = kept(ofAnother);
        when(known.kept(any())).thenReturn(Set.of(own, ofAnother));
        when(vault.open(mine)).thenReturn(new ByteArrayInputStream(new byte[1]));
        var copy = new Copied();

        calls.copy(citizen, copy);

        assertThat(copy.facts).hasSize(1);
        assertThat(copy.files).hasSize(1);
        verify(vault, never()).open(others);
    }

    private UUID kept(ContactId contact) {
        var content = UUID.randomUUID();
        recorded(contact, "KEPT", content);
        return content;
    }

    private void recorded(ContactId contact, String state, @Nullable UUID content) {
        db.sql("insert into call (call, contact, caller, arrived_at, ended_at) values (?, ?, ?, now(), now())")
                .params(contact.toString(), contact.value(), SHARED.e164())
                .update();
        db.sql("insert into call_recording (call, contact, purpose, state, content) values (?, ?, 'training', ?, ?)")
                .params(contact.toString(), contact.value(), state, content)
                .update();
    }

    private @Nullable String caller(ContactId contact) {
        return db.sql("select caller from call where contact = ?")
                .param(contact.value())
                .query((row, _) -> row.getString(1))
                .list()
                .getFirst();
    }

    private static final class Copied implements Copy {

        final List<Map<String, Object>> facts = new ArrayList<>();
        final List<String> files = new ArrayList<>();

        @Override
        public void facts(String name, List<Map<String, Object>> rows) {
            facts.addAll(rows);
        }

        @Override
        public void file(String name, Content content) throws IOException {
            content.open().close();
            files.add(name);
        }
    }
}
