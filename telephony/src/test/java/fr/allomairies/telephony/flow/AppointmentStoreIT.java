package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was read of an appointment, and is old news when its call is to be queued.
@ExtendWith(PostgresExtension.class)
class AppointmentStoreIT {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final Instant TEN = NINE.plus(Duration.ofHours(1));
    static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));
    static final AgentId MARIE = new AgentId("marie");

    final JdbcClient db = JdbcClient.create(PostgresExtension.freshDatabase());
    final AppointmentStore store = new AppointmentStore(db);
    final CallStore calls = new CallStore(db);
    final UUID appointment = UUID.randomUUID();
    final CallId of = new CallId("appointment-" + appointment);

    @BeforeEach
    void fromNineToTen() {
        store.add(appointment, new TicketId(UUID.randomUUID()), NINE, TEN, MARIE);
        Callbacks.plan(calls, new Attempt(1, of, NINE), new PhoneNumber("+33493112233"), NINE, NINE);
    }

    @Test
    void isDueInItsWindow() {
        assertThat(store.due(appointment, NINE)).isTrue();
        assertThat(store.due(appointment, NINE)).as("once").isFalse();
    }

    @Test
    void isNotDueWhenItsWindowIsOver() {
        assertThat(store.due(appointment, TEN)).isFalse();
        assertThat(store.miss(TEN)).hasSize(1);
    }

    @Test
    void isNeitherDueNorQueuedWhenItWasMovedJustNow() {
        var read = calls.due(NINE).getFirst().call();

        store.move(appointment, TEN, ELEVEN, MARIE);
        calls.planAnew(of, TEN);

        assertThat(store.due(appointment, NINE)).isFalse();
        assertThat(calls.queued(read, NINE)).isFalse();
        assertThat(store.due(appointment, TEN)).isTrue();
        assertThat(calls.queued(read, TEN)).isTrue();
    }
}
