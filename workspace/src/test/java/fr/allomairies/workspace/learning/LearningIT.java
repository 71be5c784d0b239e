package fr.allomairies.workspace.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.UnderstandingActivated;
import fr.allomairies.contact.SteeringEvent.UnderstandingLearned;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.FirstWords;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.voiceassistant.Learning.Labelled;
import fr.allomairies.voiceassistant.Learning.Phase;
import fr.allomairies.voiceassistant.Understanding;
import fr.allomairies.workspace.learning.ModelVersion.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresExtension.class)
class LearningIT {

    private static final AgentId ADA = new AgentId("ada");
    private static final Instant NOW = Instant.now();
    private static final CategoryCode BIN = new CategoryCode("waste.bin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource database = PostgresExtension.freshDatabase();
    private final JdbcClient db = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Labels labels = new Labels(db, transaction);
    private final Models models = new Models(db);
    private final Pupil pupil = new Pupil();
    private final FirstWords words = mock();
    private final EventLog log = mock();
    private final ModelInUse inUse = node();
    private final Lessons lessons = new Lessons(
            labels, models, inUse, new TrialUnderWay(db), words, pupil(), log, transaction, Clock.systemUTC());

    @Test
    void oneInFiveIsHeldBackAndAllGoesWithTheRequest() {
        var tickets = Stream.generate(LearningIT::ticket).limit(10).toList();
        tickets.forEach(
                ticket -> assertThat(labels.add(ticket, "plein", BIN, ADA, NOW)).isTrue());
        assertThat(labels.add(tickets.getFirst(), "encore", BIN, ADA, NOW)).isFalse();
        assertThat(labels.add(ticket(), null, null, ADA, NOW)).isTrue();

        assertThat(labels.newest(20)).hasSize(10).filteredOn(Label::heldBack).hasSize(2);
        assertThat(labels.seenOf(tickets)).hasSize(10);

        labels.erase(new Traces(tickets.subList(0, 9), List.of(), List.of(), List.of(), List.of()));
        labels.remove(labels.newest(1).getFirst().id());
        assertThat(labels.newest(20)).isEmpty();
    }

    @Test
    void aVersionIsLearnedDecidedOnAndLeftAgain() {
        assertThat(code(lessons.learn(ADA))).isEqualTo("nothing-to-learn");
        labels.add(ticket(), "plein", BIN, ADA, NOW);

        var first = learned();
        assertThat(code(lessons.activate(first, ADA))).isEqualTo("none");
        assertThat(pupil.used).isEqualTo("model 1");
        var second = learned();
        assertThat(version(second).after()).isEqualTo(Pupil.AFTER);
        assertThat(version(second).better()).isEqualTo(3);
        assertThat(code(lessons.activate(second, ADA))).isEqualTo("none");
        assertThat(version(first).state()).isEqualTo(State.RETIRED);
        assertThat(code(lessons.activate(first, ADA))).isEqualTo("none");
        assertThat(pupil.used).isEqualTo("model 1");

        var third = learned();
        assertThat(code(lessons.discard(third, ADA))).isEqualTo("none");
        assertThat(code(lessons.activate(third, ADA))).isEqualTo("version-gone");
        assertThat(version(first).state()).as("stays in use").isEqualTo(State.ACTIVE);

        assertThat(code(lessons.activate(ModelInUse.BUILT, ADA))).isEqualTo("none");
        assertThat(pupil.used).isEqualTo("built");
        verify(log, atLeastOnce()).append(any(UnderstandingLearned.class));
        verify(log, atLeastOnce()).append(any(UnderstandingActivated.class));
    }

    @Test
    void oneIsLearnedAtATimeAndOneThatBreaksOffSaysSo() {
        labels.add(ticket(), "plein", BIN, ADA, NOW);
        pupil.until = new CountDownLatch(1);
        assertThat(code(lessons.learn(ADA))).isEqualTo("none");
        assertThat(code(lessons.learn(ADA))).isEqualTo("learning-already");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var now = new Models(db).newest(1).getFirst();
            assertThat(now.phase()).as("told by the database, so by every node").isEqualTo(Phase.LEARNING);
            assertThat(now.percent()).isEqualTo(42);
        });

        pupil.breaks = true;
        pupil.until.countDown();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(models.newest(1).getFirst().state()).isEqualTo(State.FAILED));
    }

    @Test
    void whatWasBegunTooLongAgoHasFailedAndIsNotLearnedAfterAll() {
        var old = models.start(1, ADA, NOW.minus(Duration.ofDays(1))).orElseThrow();
        models.failOld(NOW);
        assertThat(version(old).state()).isEqualTo(State.FAILED);
        var young = models.start(1, ADA, NOW).orElseThrow();
        models.failOld(NOW);
        assertThat(version(young).state()).isEqualTo(State.LEARNING);

        var late = pupil.learn(List.of(), List.of(), (_, _) -> {});
        assertThat(models.learned(old, late)).isFalse();
        assertThat(version(old).after()).isEmpty();
        assertThat(models.learned(young, late)).isTrue();
    }

    @Test
    void whatOneCitizenSaysOnTwoRequestsIsOneCitizensWord() {
        var anne = CitizenId.next();
        var first = ticket();
        var second = ticket();
        var unknown = ticket();
        Stream.of(first, second, unknown).forEach(ticket -> labels.add(ticket, "plein", BIN, ADA, NOW));
        when(words.citizens(any())).thenReturn(Map.of(first, anne, second, anne));

        learned();
        assertThat(pupil.labelled)
                .extracting(Labelled::said)
                .containsExactlyInAnyOrder(anne.toString(), anne.toString(), unknown.toString());
    }

    @Test
    void anotherNodeFollowsAndWhatIsHalfStoredChangesNothing() {
        labels.add(ticket(), "plein", BIN, ADA, NOW);
        var good = learned();
        lessons.activate(good, ADA);
        var half = learned();
        db.sql("update assistant_model set content = '\\x00' where version = ?")
                .param(half)
                .update();

        assertThat(code(lessons.activate(half, ADA))).isEqualTo("version-gone");
        assertThat(version(good).state()).isEqualTo(State.ACTIVE);
        pupil.used = "built";
        var other = node();
        other.takeOver();
        assertThat(other.version()).isEqualTo(good);
        assertThat(pupil.used).isEqualTo("model 1");

        db.sql("update assistant_model set content = '\\x00' where version = ?")
                .param(good)
                .update();
        pupil.used = "built";
        var late = node();
        late.takeOver();
        assertThat(late.version()).isEqualTo(ModelInUse.BUILT);
        assertThat(pupil.used).isEqualTo("built");
    }

    private int learned() {
        assertThat(code(lessons.learn(ADA))).isEqualTo("none");
        var version = models.newest(1).getFirst().version();
        await().atMost(PATIENCE).until(() -> version(version).state() == State.CANDIDATE);
        return version;
    }

    private ModelVersion version(int number) {
        return models.newest(20).stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow();
    }

    private ModelInUse node() {
        return new ModelInUse(models, pupil());
    }

    private ObjectProvider<Learning> pupil() {
        return new ObjectProvider<>() {
            @Override
            public Learning getObject() {
                return pupil;
            }
        };
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("none");
    }

    private static TicketId ticket() {
        return new TicketId(UUID.randomUUID());
    }

    /// Learns at once, one model after another.
    private static final class Pupil implements Learning {

        static final List<Measured> AFTER = List.of(
                new Measured(Sentences.DEVELOPMENT, 435, 52, 0.97, 0.96, 1, 0.83),
                new Measured(Sentences.LABELLED, 2, 0, 0.5, 0.5, 1, 1));

        private int models;
        private volatile String used = "built";
        private volatile boolean breaks;
        private volatile List<Labelled> labelled = List.of();
        private volatile @Nullable CountDownLatch until;

        @Override
        public List<CategoryCode> categories() {
            return List.of(BIN);
        }

        @Override
        public Learned learn(List<Labelled> labelled, List<Labelled> unseen, Progress progress) {
            progress.reached(Phase.LEARNING, 42);
            var wait = until;
            if (wait != null) {
                try {
                    wait.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (breaks) {
                throw new OutOfMemoryError("as the test wants it");
            }
            this.labelled = labelled;
            return new Learned(("model " + ++models).getBytes(StandardCharsets.UTF_8), AFTER, AFTER, 3, 1);
        }

        @Override
        public void use(byte[] model) {
            used = new String(model, StandardCharsets.UTF_8);
        }

        @Override
        public Understanding by(byte @Nullable [] model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void useBuilt() {
            used = "built";
        }
    }
}
