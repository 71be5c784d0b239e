package fr.allomairies.telephony.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the tasks of one key one after the other, in the order in which they came, and those of different keys side by
/// side. A task that waits for the database holds up its own call only.
final class Lanes<K> {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /// Of the machine, not virtual: a caller waits for each of the database's answers, and a virtual thread is woken by
    /// way of two others.
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("call-lane-", 0).daemon().factory());

    private final ConcurrentHashMap<K, Queue<Runnable>> lanes = new ConcurrentHashMap<>();

    void run(K key, Runnable task) {
        lanes.compute(key, (_, lane) -> {
            if (lane != null) {
                lane.add(task);
                return lane;
            }
            var fresh = new ArrayDeque<Runnable>();
            fresh.add(task);
            threads.execute(() -> drain(key));
            return fresh;
        });
    }

    private void drain(K key) {
        for (var task = next(key); task != null; task = next(key)) {
            run(task);
        }
    }

    /// Whatever becomes of one task, the lane goes on.
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("call-lane-task-failed");
        }
    }

    private @Nullable Runnable next(K key) {
        var taken = new ArrayDeque<Runnable>(1);
        lanes.computeIfPresent(key, (_, lane) -> {
            var task = lane.poll();
            if (task == null) {
                return null;
            }
            taken.add(task);
            return lane;
        });
        return taken.poll();
    }
}
