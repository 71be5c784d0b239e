package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;

class TogetherTest {

    static final int HEAVY = -1;
    static final int HUGE = -2;

    final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    final CountDownLatch firstIsIn = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final Together<Integer, Integer> together =
            new Together<>("test", TogetherTest::weight, Duration.ofMinutes(1), this::work);

    @AfterEach
    void close() {
        goOn.countDown();
        together.close();
    }

    @Test
    void whoAsksMeanwhileIsAnsweredTogetherAndEachHisOwn() throws Exception {
        var answers = askWhileTheFirstIsInHand(2, 3, 4);

        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i).get()).isEqualTo(10 * (i + 2));
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.getLast()).containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void whatTheDatabaseRefusesIsRefusedToHimAlone() throws Exception {
        var answers = askWhileTheFirstIsInHand(2, 13, 4);

        assertThat(answers.getFirst().get()).isEqualTo(20);
        assertThat(answers.getLast().get()).isEqualTo(40);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(answers.get(1)::get)
                .withCauseInstanceOf(DataIntegrityViolationException.class);
    }

    /// Each alone would wait as long for it again.
    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAll() throws Exception {
        var answers = askWhileTheFirstIsInHand(2, 99, 4);

        assertThat(answers)
                .allSatisfy(answer -> assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(answer::get)
                        .withCauseInstanceOf(RecoverableDataAccessException.class));
        assertThat(groups).hasSize(2);
        assertThat(together.ask(5)).isEqualTo(50);
    }

    @Test
    void whatIsHeavyIsNotTakenWithOthers() throws Exception {
        var answers = askWhileTheFirstIsInHand(HEAVY, HEAVY);

        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(-10);
        }
        assertThat(groups).hasSize(3);
    }

    @Test
    void anotherNodeInTheWayIsTriedOnceMore() throws Exception {
        var answers = askWhileTheFirstIsInHand(2, 40, 4);

        for (var answer : answers) {
            assertThat(answer.get()).isPositive();
        }
        assertThat(groups).hasSize(3);
        assertThat(groups.get(1)).isEqualTo(groups.get(2));
    }

    /// Behind a database that is away nobody waits his turn to hear that it is.
    @Test
    void whoWaitsWhileTheDatabaseGoesIsRefusedWithTheOthers() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<>(List.of(pool.submit(() -> together.ask(99))));
            firstIsIn.await();
            for (var question : List.of(HEAVY, HEAVY, 2)) {
                answers.add(pool.submit(() -> together.ask(question)));
            }
            waitFor(3);
            goOn.countDown();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get));
            assertThat(groups).hasSize(1);
        }
    }

    @Test
    void whoHasWaitedLongEnoughIsRefusedAndNotAskedForAnyMore() throws Exception {
        try (var impatient = new Together<>("test", TogetherTest::weight, Duration.ofMillis(50), this::work)) {
            assertThatIllegalStateException().isThrownBy(() -> impatient.ask(1));
            assertThatIllegalStateException().isThrownBy(() -> impatient.ask(2));
            assertThat(impatient.waiting()).isZero();
        }
        assertThat(groups).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noMoreBytesWaitThanCanBeHeld() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = pool.submit(() -> together.ask(HUGE));
            firstIsIn.await();

            assertThatIllegalStateException().isThrownBy(() -> together.ask(HUGE));
            var light = pool.submit(() -> together.ask(2));
            waitFor(1);
            goOn.countDown();

            assertThat(first.get()).isEqualTo(-20);
            assertThat(light.get()).isEqualTo(20);
            assertThat(together.ask(HUGE)).isEqualTo(-20);
        }
    }

    @Test
    void whoAsksAfterTheEndIsRefused() throws Exception {
        goOn.countDown();
        together.close();

        assertThatIllegalStateException().isThrownBy(() -> {
            while (true) {
                var _ = together.ask(2);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });
    }

    private List<Future<Integer>> askWhileTheFirstIsInHand(int... questions) throws Exception {
        var answers = new ArrayList<Future<Integer>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = pool.submit(() -> together.ask(1));
            firstIsIn.await();
            for (var question : questions) {
                answers.add(pool.submit(() -> together.ask(question)));
            }
            waitFor(questions.length);
            goOn.countDown();
            assertThat(first.get()).isEqualTo(10);
        }
        return answers;
    }

    private void waitFor(int waiting) throws InterruptedException {
        while (together.waiting() < waiting) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static int weight(int asked) {
        return switch (asked) {
            case HEAVY -> 9_000_000;
            case HUGE -> 40_000_000;
            default -> 1;
        };
    }

    private List<Integer> work(List<Integer> asked) {
        groups.add(asked);
        firstIsIn.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (asked.contains(40) && groups.size() == 2) {
            throw new PessimisticLockingFailureException("deadlock");
        }
        if (asked.contains(13)) {
            throw new DataIntegrityViolationException("thirteen");
        }
        if (asked.contains(99)) {
            throw new RecoverableDataAccessException("away");
        }
        return asked.stream().map(each -> 10 * each).toList();
    }
}
