package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int TASKS = 2_000;

    @Test
    void keepsTheOrderOfOneKey() throws Exception {
        var lanes = new Lanes<String>();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(TASKS);

        for (int i = 0; i < TASKS; i++) {
            var number = i;
            lanes.run("call", () -> {
                seen.add(number);
                done.countDown();
            });
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
    }

    @Test
    void goesOnAfterATaskThatFails() throws Exception {
        var lanes = new Lanes<String>();
        var done = new CountDownLatch(1);

        lanes.run("phone", () -> {
            throw new IllegalStateException("the database is away");
        });
        lanes.run("phone", done::countDown);

        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsNoKeyWaitForAnother() throws Exception {
        var lanes = new Lanes<String>();
        var held = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        lanes.run("slow", () -> awaitQuietly(held));

        lanes.run("quick", other::countDown);

        assertThat(other.await(5, TimeUnit.SECONDS)).isTrue();
        held.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
