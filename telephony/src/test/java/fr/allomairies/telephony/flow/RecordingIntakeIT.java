package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.RecordingEvent.RecordingKept;
import fr.allomairies.contact.RecordingEvent.RecordingMissing;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.telephony.flow.RecordingStore.State;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class RecordingIntakeIT {

    static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final byte[] SECOND = new byte[16_000];

    final DataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final RecordingStore store = new RecordingStore(db);
    final Recorder recorder = mock();
    final RecordingDesk desk = mock();
    final Vault vault = mock();
    final EventLog log = mock();
    final Line line = mock();
    final ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    final RecordingIntake intake = new RecordingIntake(
            recorder,
            line,
            store,
            desk,
            vault,
            log,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void theLineKeepsTwoSegments() throws IOException {
        when(line.isReached()).thenReturn(true);
        when(recorder.reaches(any())).thenReturn(true);
        when(recorder.segments()).thenReturn(Map.of(CALL, new TreeSet<>(Set.of(1, 2))));
        when(recorder.sound(any(), anyInt())).thenAnswer(_ -> wav());
        doAnswer(keeping -> keeping.getArgument(1, InputStream.class).transferTo(sealed))
                .when(vault)
                .keep(any(), any());
    }

    @Test
    void takesInTheSegmentsOfACallThatIsOverAsOneSound() {
        recorded(NOW.minusSeconds(3));

        intake.run();

        assertThat(sealed.toByteArray()).hasSize(2 * SECOND.length);
        assertThat(state()).isEqualTo(State.KEPT);
        verify(log).append(new RecordingKept(NOW, CALL.contact(), Duration.ofSeconds(2)));
        verify(recorder).forget(CALL, 1);
        verify(recorder).forget(CALL, 2);
    }

    @Test
    void leavesTheLineWhatGoesOn() {
        recorded(null);

        intake.run();

        verify(recorder, never()).forget(any(), anyInt());
        assertThat(state()).isEqualTo(State.RECORDING);
    }

    @Test
    void deletesWhatBelongsToNoRecordingThatIsWanted() {
        intake.run();

        verify(recorder).forget(CALL, 1);
        verify(recorder).forget(CALL, 2);
    }

    @Test
    void handsOnWhatTheLineHeardOfObjections() throws IOException {
        recorded(null);
        when(recorder.objections()).thenReturn(Set.of(CALL));

        intake.run();

        verify(desk).citizenObjects(CALL);
        verify(recorder).forgetObjection(CALL);
    }

    @Test
    void forgetsNothingThatCouldNotBeFetched() throws IOException {
        recorded(NOW.minusSeconds(3));
        when(recorder.sound(CALL, 2)).thenThrow(new IOException("away"));

        intake.run();

        verify(recorder, never()).forget(any(), anyInt());
        assertThat(state()).isEqualTo(State.RECORDING);
    }

    @Test
    void oneThatCannotBeFetchedHoldsUpNoOther() throws IOException {
        var good = new CallId("asterisk-1-1795295780.0");
        recorded(NOW.minusSeconds(3));
        recorded(good, NOW.minusSeconds(3));
        when(recorder.segments()).thenReturn(segments(CALL, good));
        when(recorder.sound(CALL, 1)).thenThrow(new IOException("status 500"));

        intake.run();

        assertThat(state()).isEqualTo(State.RECORDING);
        assertThat(store.find(good).orElseThrow().state()).isEqualTo(State.KEPT);
        verify(recorder).forget(good, 1);
    }

    /// In the order in which the line might list them.
    private static Map<CallId, SortedSet<Integer>> segments(CallId... calls) {
        var segments = new LinkedHashMap<CallId, SortedSet<Integer>>();
        for (var call : calls) {
            segments.put(call, new TreeSet<>(Set.of(1)));
        }
        return segments;
    }

    @Test
    void letsGoOfEachSegmentAlsoWhenTheNextCannotBeFetched() throws IOException {
        var closed = new AtomicBoolean();
        recorded(NOW.minusSeconds(3));
        when(recorder.sound(CALL, 1)).thenReturn(new FilterInputStream(wav()) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        when(recorder.sound(CALL, 2)).thenThrow(new IOException("away"));

        intake.run();

        assertThat(closed).isTrue();
    }

    /// The line was told to begin, and the transaction that says so is not committed yet.
    @Test
    void leavesTheLineWhatBeginsJustNow() {
        announced(CALL, null);

        intake.run();

        verify(recorder, never()).forget(any(), anyInt());
    }

    @Test
    void deletesWhatNeverWasToldToHaveBegun() {
        announced(CALL, NOW.minusSeconds(3));

        intake.run();

        verify(recorder).forget(CALL, 1);
    }

    @Test
    void tellsWhatNeverCame() throws IOException {
        recorded(NOW.minus(Duration.ofMinutes(3)));
        when(recorder.segments()).thenReturn(Map.of());

        intake.run();

        assertThat(state()).isEqualTo(State.MISSING);
        verify(log).append(new RecordingMissing(NOW, CALL.contact()));
    }

    private static InputStream wav() {
        var wav = new byte[WavHeader.BYTES + SECOND.length];
        System.arraycopy(WavHeader.of(SECOND.length), 0, wav, 0, WavHeader.BYTES);
        return new ByteArrayInputStream(wav);
    }

    private void recorded(Instant endedAt) {
        recorded(CALL, endedAt);
    }

    private void recorded(CallId call, Instant endedAt) {
        announced(call, endedAt);
        store.began(call, new AgentId("amina"), NOW);
    }

    private void announced(CallId call, Instant endedAt) {
        db.sql("insert into call (call, contact, arrived_at, ended_at) values (?, ?, ?, ?)")
                .params(List.of(call.value(), call.contact().value(), Timestamp.from(NOW)))
                .param(endedAt == null ? null : Timestamp.from(endedAt))
                .update();
        store.choose(call, Purpose.QUALITY, null);
        store.announced(call);
    }

    private State state() {
        return store.find(CALL).orElseThrow().state();
    }
}
