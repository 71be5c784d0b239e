package fr.allomairies.workspace.manner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.SteeringEvent.AssistantSentenceChanged;
import fr.allomairies.contact.SteeringEvent.AssistantThresholdsChanged;
import fr.allomairies.contact.SteeringEvent.AssistantVoiceRecorded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.RecordedSound;
import fr.allomairies.voiceassistant.Sentence;
import fr.allomairies.voiceassistant.SpokenWording;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.workspace.learning.TrialUnderWay;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class MannerIT {

    private static final AgentId ADA = new AgentId("ada");
    private static final String OURS = "Ici la ville, un automate vous répond. Tapez 0 pour une personne.";
    private static final Thresholds STRICT = new Thresholds(0.9, 0.6, 1, Duration.ofMinutes(5));

    private final DataSource database = PostgresExtension.freshDatabase();
    private final JdbcClient db = JdbcClient.create(database);
    private final MannerStore store = new MannerStore(db);
    private final Manner manner = Manner.asShipped();
    private final EventLog log = mock();
    private final MannerChanges changes = new MannerChanges(
            store,
            new MannerInUse(store, manner),
            new TrialUnderWay(db),
            log,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            Clock.systemUTC());
    private final Sentence opening = manner.sentence("spoken.say.opening").orElseThrow();

    @Test
    void aSentenceIsChangedRecordedAndTakenBackAndEachStepIsInTheLog() {
        assertThat(code(changes.write(opening, OURS, 0, ADA))).isEqualTo("done");
        assertThat(code(changes.record(opening, tone(), seen(), ADA))).isEqualTo("done");
        assertThat(manner.recording(OURS)).isPresent();
        assertThat(code(changes.write(opening, OURS, seen(), ADA)))
                .as("keeps what is recorded")
                .isEqualTo("same");

        assertThat(code(changes.write(opening, OURS + " Bonjour.", seen(), ADA)))
                .isEqualTo("done");
        assertThat(manner.recording(OURS)).as("says other words").isEmpty();
        var recorded = store.versions(opening.key(), 20).get(1);
        assertThat(code(changes.takeBack(opening, recorded.version(), seen(), ADA)))
                .isEqualTo("done");
        assertThat(manner.recording(OURS)).isPresent();

        assertThat(code(changes.unrecord(opening, seen(), ADA))).isEqualTo("done");
        assertThat(manner.recording(OURS)).isEmpty();
        assertThat(code(changes.asShipped(opening, seen(), ADA))).isEqualTo("done");
        assertThat(code(changes.asShipped(opening, seen(), ADA))).isEqualTo("same");
        assertThat(code(changes.takeBack(opening, 404, seen(), ADA))).isEqualTo("gone");
        verify(log, times(6)).append(any(AssistantSentenceChanged.class));
        assertThat(told(AssistantVoiceRecorded.class))
                .extracting(AssistantVoiceRecorded::active)
                .containsExactly(true, false, true, false);
    }

    private <E> List<E> told(Class<E> type) {
        return Mockito.mockingDetails(log).getInvocations().stream()
                .flatMap(call -> Arrays.stream(call.getArguments()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void whoWantsToBeHeardNoMoreIsInNoVersion() {
        changes.record(opening, tone(), 0, ADA);
        changes.write(opening, OURS, seen(), ADA);
        changes.record(opening, tone(), seen(), ADA);

        assertThat(code(changes.erase(opening, seen(), ADA))).isEqualTo("done");

        assertThat(manner.recording(OURS)).isEmpty();
        assertThat(store.versions(opening.key(), 20)).hasSize(4).noneMatch(SentenceVersion::recorded);
        assertThat(store.newest(opening.key()).map(SentenceVersion::text)).contains(OURS);
    }

    @Test
    void aVoiceIsHeardForNoOtherWordsThanItSays() {
        changes.record(opening, tone(), 0, ADA);
        assertThat(manner.recording(opening.shipped())).isPresent();
        var recorded = seen();
        db.sql("update assistant_sentence set words = 'as an older product said it'")
                .update();

        var updated = Manner.asShipped();
        new MannerInUse(store, updated).takeOver();
        assertThat(updated.recording(opening.shipped())).isEmpty();

        assertThat(code(changes.takeBack(opening, recorded, recorded, ADA))).isEqualTo("done");
        assertThat(store.newest(opening.key()).orElseThrow().recorded()).isFalse();
    }

    @Test
    void whatMayNotBeSaidIsNotStored() {
        assertThat(code(changes.write(opening, "Bonjour !", 0, ADA))).isEqualTo("duty.MACHINE");
        assertThat(code(changes.write(opening, OURS, 7, ADA))).isEqualTo("changed");
        assertThat(code(changes.record(opening, "MThd".getBytes(StandardCharsets.US_ASCII), 0, ADA)))
                .isEqualTo("sound-no-sound");
        var place = manner.sentence("noted").orElseThrow();
        assertThat(code(changes.record(place, tone(), 0, ADA))).isEqualTo("not-recordable");
        assertThat(seen()).isZero();
        assertThat(store.stamp()).isEqualTo(MannerStore.Stamp.SHIPPED);
    }

    @Test
    void ofThoseWhoChangeItAtOnceOneIsFirst() throws Exception {
        try (var many = Executors.newFixedThreadPool(4)) {
            var codes = many.invokeAll(IntStream.range(0, 4)
                    .<Callable<String>>mapToObj(i -> () -> code(changes.write(opening, OURS + i, 0, ADA)))
                    .toList());
            var all = new ArrayList<String>();
            for (var one : codes) {
                all.add(one.get());
            }
            assertThat(all).containsExactlyInAnyOrder("done", "changed", "changed", "changed");
        }
    }

    @Test
    void anotherNodeFollowsAndLeavesOutWhatTheProductNoLongerTakes() {
        changes.write(opening, OURS, 0, ADA);
        changes.record(opening, tone(), seen(), ADA);
        changes.set(STRICT, 0, ADA);
        db.sql("""
                        insert into assistant_sentence (sentence, text, changed_at, changed_by)
                        values ('noted', 'Sans lieu', now(), 'ada'), ('was.there.once', 'Oui', now(), 'ada')
                        """).update();
        var other = Manner.asShipped();
        var inUse = new MannerInUse(store, other);
        inUse.takeOver();

        assertThat(other.recording(OURS)).isPresent();
        assertThat(other.thresholds()).isEqualTo(STRICT);
        assertThat(new SpokenWording(other, CategoryCode::value).of(List.of(new Reply.Noted("12 rue X")), false))
                .as("what leaves out the place is said as shipped")
                .singleElement()
                .asString()
                .contains("12 rue X");

        db.sql("insert into assistant_thresholds values (default, 2, 2, 2, 2, now(), 'ada')")
                .update();
        inUse.takeOver();
        assertThat(other.thresholds()).isEqualTo(Thresholds.SHIPPED);
    }

    @Test
    void thresholdsAreSetOnceAndTakenBack() {
        assertThat(code(changes.set(Thresholds.SHIPPED, 0, ADA))).isEqualTo("same");
        assertThat(code(changes.set(STRICT, 0, ADA))).isEqualTo("done");
        assertThat(manner.thresholds()).isEqualTo(STRICT);
        assertThat(code(changes.set(Thresholds.SHIPPED, 0, ADA))).isEqualTo("changed");
        var newest = store.thresholds(1).getFirst();
        assertThat(newest.thresholds()).isEqualTo(STRICT);
        assertThat(code(changes.set(Thresholds.SHIPPED, newest.version(), ADA))).isEqualTo("done");
        assertThat(manner.thresholds()).isEqualTo(Thresholds.SHIPPED);
        verify(log, times(2)).append(any(AssistantThresholdsChanged.class));
    }

    @Test
    void keepsTheNewestOfASentence() {
        IntStream.rangeClosed(0, MannerStore.KEPT).forEach(i -> changes.write(opening, OURS + i, seen(), ADA));

        assertThat(store.versions(opening.key(), 50))
                .hasSize(MannerStore.KEPT)
                .extracting(SentenceVersion::text)
                .startsWith(OURS + MannerStore.KEPT)
                .doesNotContain(OURS + 0);
    }

    private long seen() {
        return store.newest(opening.key()).map(SentenceVersion::version).orElse(0L);
    }

    private static byte[] tone() {
        var samples = new byte[16_000];
        for (int i = 1; i < samples.length; i += 2) {
            samples[i] = (byte) (40 * Math.sin(i));
        }
        return RecordedSound.file(samples);
    }

    private static String code(Optional<Problem> problem) {
        return problem.map(Problem::code).orElse("done");
    }
}
