package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.ticketing.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// With a relay that takes as long as it is told, by a clock that it moves, and with another node that takes what is
/// due.
class DispatchTest {

    static final Instant BEGIN = Instant.parse("2026-11-28T08:00:00.123456Z");
    static final Duration CLAIM = Duration.ofMinutes(5);
    static final int MANY = 750;
    static final Duration EIGHT_SECONDS_ON_EACH_OF_FOUR_LANES = Duration.ofSeconds(2);

    final LettersInMemory letters = new LettersInMemory();
    final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    final AtomicBoolean databaseAway = new AtomicBoolean();
    final ConcurrentLinkedQueue<String> carried = new ConcurrentLinkedQueue<>();
    final Clock clock = mock(Clock.class, withSettings().stubOnly());
    final CamelDoor relay = mock(CamelDoor.class, withSettings().stubOnly());
    final Adapters adapters = mock();
    final Outgoing outgoing = mock(Outgoing.class, withSettings().stubOnly());
    final PlatformTransactionManager transactions =
            mock(PlatformTransactionManager.class, withSettings().stubOnly());
    final TransactionTemplate transaction = new TransactionTemplate(transactions);
    final Departures departures = new Departures(letters.outbox, outgoing, transaction);
    final Dispatch dispatch = new Dispatch(relay, adapters, letters.outbox, outgoing, departures, transaction, clock);

    @BeforeEach
    void start() {
        when(clock.instant()).thenAnswer(_ -> now.get());
        when(transactions.getTransaction(any())).thenAnswer(_ -> {
            if (databaseAway.get()) {
                throw new CannotCreateTransactionException("away");
            }
            return new SimpleTransactionStatus();
        });
        relayTakes(Duration.ZERO, _ -> {});
        dispatch.start();
    }

    @Test
    void lettersOfAnOutageThatTakeLongerThanAClaimLeaveOnceEach() throws Exception {
        letters.compose(MANY, BEGIN);
        relayTakes(EIGHT_SECONDS_ON_EACH_OF_FOUR_LANES, nth -> {
            giveWay();
            if (nth % 50 == 0) {
                otherNodeTakesWhatIsDue(10);
            }
        });

        try (var _ = flows()) {
            for (int tries = 0; letters.toSend() > 0 && tries < 3_000; tries++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        assertThat(letters.toSend()).isZero();
        assertThat(now.get()).isAfter(BEGIN.plus(CLAIM));
        assertThat(carried).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aMessengerThatHangsHoldsUpNoMail() throws Exception {
        letters.compose(new ChannelKind("chat-whatsapp"), 40, BEGIN);
        letters.compose(10, BEGIN.plusSeconds(1));
        now.set(BEGIN.plusSeconds(1));
        var hangs = new CountDownLatch(1);
        doAnswer(call -> {
                    if (!call.getArgument(0).equals(ChannelKind.EMAIL)) {
                        hangs.await();
                    }
                    carried.add(call.<RawMessage>getArgument(1).externalId());
                    return null;
                })
                .when(relay)
                .send(any(), any());

        try (var _ = flows()) {
            for (int tries = 0; carried.size() < 10 && tries < 3_000; tries++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(carried).hasSize(10);
            hangs.countDown();
            for (int tries = 0; letters.toSend() > 0 && tries < 3_000; tries++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } finally {
            hangs.countDown();
        }
        assertThat(letters.toSend()).isZero();
    }

    @Test
    void aLotThatTakesLongerThanItsClaimLeavesOnceEach() {
        letters.compose(10, BEGIN);
        relayTakes(Duration.ofSeconds(31), _ -> {
            departures.writeOff();
            otherNodeTakesWhatIsDue(10);
        });

        work();

        assertThat(now.get()).isAfter(BEGIN.plus(CLAIM));
        assertThat(carried).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whoWasFrozenSendsNothingThatOthersHaveTaken() {
        letters.compose(10, BEGIN);
        relayTakes(Duration.ZERO, nth -> {
            if (nth == 3) {
                departures.writeOff();
                now.updateAndGet(time -> time.plus(CLAIM).plusSeconds(1));
                otherNodeTakesWhatIsDue(10);
            }
        });

        work();

        // the one in hand alone
        assertThat(carried).hasSize(11).contains("letter-2");
        assertThat(carried.stream().distinct()).hasSize(10);
    }

    @Test
    void whoStopsFinishesTheLetterInHandAndLeavesTheOthersToWhoComesNext() {
        letters.compose(10, BEGIN);
        relayTakes(Duration.ofSeconds(1), nth -> {
            if (nth == 3) {
                dispatch.stop();
            }
        });

        work();
        departures.destroy();

        assertThat(carried).containsExactly("letter-0", "letter-1", "letter-2");
        assertThat(letters.due()).hasSize(7).allMatch(due -> !due.isAfter(now.get()));
        assertThat(dispatch.claim(false)).isEmpty();
    }

    @Test
    void whatHasLeftWhileTheDatabaseIsAwayIsWrittenOffWhenItIsBackAndNotSentAgain() {
        letters.compose(10, BEGIN);
        relayTakes(Duration.ofMillis(1), _ -> databaseAway.set(true));

        work();
        assertThat(letters.toSend()).isEqualTo(10);
        databaseAway.set(false);
        now.updateAndGet(time -> time.plus(CLAIM));
        work();
        departures.writeOff();

        assertThat(letters.toSend()).isZero();
        assertThat(carried).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void tenAreWrittenOffWithoutWaiting() {
        letters.compose(19, BEGIN);

        work();

        assertThat(letters.toSend()).isEqualTo(9);
    }

    private AnnotationConfigApplicationContext flows() {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Outbox.class, () -> letters.outbox);
        context.registerBean(CamelDoor.class, () -> relay);
        context.registerBean(Adapters.class, () -> adapters);
        context.registerBean(Outgoing.class, () -> outgoing);
        context.registerBean(TransactionTemplate.class, () -> transaction);
        context.register(Flows.class);
        context.refresh();
        return context;
    }

    private void work() {
        for (var lot = dispatch.claim(false); lot.isPresent(); lot = dispatch.claim(false)) {
            dispatch.send(lot.get());
        }
    }

    /// @param then told how many have left before and with it
    private void relayTakes(Duration time, Consumer<Integer> then) {
        doAnswer(call -> {
                    carried.add(call.<RawMessage>getArgument(1).externalId());
                    now.updateAndGet(before -> before.plus(time));
                    then.accept(carried.size());
                    return null;
                })
                .when(relay)
                .send(any(), any());
    }

    /// So that whoever claims more than he can send has the time to do so.
    private static void giveWay() {
        LockSupport.parkNanos(1_000_000);
    }

    private void otherNodeTakesWhatIsDue(int lot) {
        var taken = letters.claim(false, now.get(), now.get().plus(CLAIM), lot);
        taken.forEach(letter -> carried.add(letter.composed().externalId()));
        letters.sent(taken.stream().map(Outbox.Entry::id).toList());
    }

    @EnableIntegration
    @Import({ChannelsConfiguration.class, OutboxFlow.class, Dispatch.class, Departures.class})
    static class Flows {}
}
