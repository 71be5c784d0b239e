package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.RecordingEvent.RecordingsPurged;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.RecordingArchive.Listening;
import fr.allomairies.telephony.RecordingSettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class RecordingPurgeIT {

    static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    static final Duration KEEP = Duration.ofDays(30);
    static final AgentId AMINA = new AgentId("amina");

    final DataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final RecordingStore store = new RecordingStore(db);
    final ListeningStore listenings = new ListeningStore(db);
    final Vault vault = mock();
    final EventLog log = mock();
    final RecordingPurge purge = new RecordingPurge(
            store,
            listenings,
            new LiveListeningStore(db),
            vault,
            log,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            new RecordingSettings(true, KEEP, null),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void destroysWhatIsTooOldAndTellsHowMany() {
        var old = kept("old", NOW.minus(KEEP).minusSeconds(1));
        var young = kept("young", NOW.minus(KEEP).plusSeconds(1));
        when(vault.destroy(old)).thenReturn(true);

        purge.run();

        verify(vault).destroy(old);
        verifyNoMoreInteractions(vault);
        verify(log).append(new RecordingsPurged(NOW, 1, NOW.minus(KEEP)));
        assertThat(store.find(new CallId("old")).orElseThrow().state()).isEqualTo(RecordingStore.State.PURGED);
        assertThat(store.find(new CallId("young")).orElseThrow().content()).isEqualTo(young);
        assertThat(listenings.purges(5))
                .singleElement()
                .satisfies(done -> assertThat(done.count()).isEqualTo(1));
        assertThat(listenings.recorded(List.of(new CallId("old").contact(), new CallId("young").contact())))
                .singleElement()
                .satisfies(left -> assertThat(left.contact()).isEqualTo(new CallId("young").contact()));
    }

    @Test
    void forgetsReasonsAfterAYearAndIsSilentWhenThereIsNothingToDestroy() {
        listenings.add(listening(NOW.minus(Duration.ofDays(366))));
        var recent = listening(NOW.minus(Duration.ofDays(364)));
        listenings.add(recent);

        purge.run();

        assertThat(listenings.newest(5)).containsExactly(recent);
        verifyNoInteractions(log, vault);
    }

    private UUID kept(String id, Instant at) {
        var call = new CallId(id);
        var content = UUID.randomUUID();
        store.choose(call, Purpose.TRAINING, null);
        assertThat(store.announced(call)).isTrue();
        assertThat(store.began(call, AMINA, at)).isTrue();
        assertThat(store.kept(call, content, Duration.ofSeconds(5), at)).isTrue();
        return content;
    }

    private static Listening listening(Instant at) {
        return new Listening(UUID.randomUUID(), new CallId("old").contact(), AMINA, "why I listened", at);
    }
}
