package fr.allomairies.telephony.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs what telephony does from time to time; a failure is logged and the next turn comes all the same.
final class LineTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LineTimer.class);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

    private final List<Task> tasks;
    private @Nullable ScheduledExecutorService timer;

    LineTimer(List<Task> tasks) {
        this.tasks = tasks;
    }

    record Task(String name, Duration every, Runnable work) {}

    @Override
    public void start() {
        var started = Executors.newScheduledThreadPool(
                tasks.size(), Thread.ofVirtual().name("telephony-timer-", 0).factory());
        tasks.forEach(task ->
                started.scheduleWithFixedDelay(() -> run(task), 0, task.every().toMillis(), TimeUnit.MILLISECONDS));
        timer = started;
    }

    private static void run(Task task) {
        try {
            task.work().run();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("task", task.name()).setCause(e).log("telephony-task-failed");
        }
    }

    /// After the turn in hand, which is interrupted only when it takes too long: that would cost its connection.
    @Override
    public void stop() {
        var stopping = timer;
        timer = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException _) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /// After the followers and the routing lane, and stopped before them.
    @Override
    public int getPhase() {
        return 200;
    }
}
