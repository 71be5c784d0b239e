package fr.allomairies.voiceassistant.listening;

import fr.allomairies.voiceassistant.Hearing;
import fr.allomairies.voiceassistant.SpeechRecognizer;
import fr.allomairies.voiceassistant.VoiceActivity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Hears so many callers at once and no more. A recogniser that hangs keeps its thread and its place, so that it costs
/// the others nothing else.
public final class BoundedHearing implements Hearing, AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    private final VoiceActivity activity;
    private final SpeechRecognizer recognizer;
    private final Duration silence;
    private final int atMost;
    private final Semaphore free;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    /// Threads of their own, for native code holds them. One who leaves may still be there when the next has come.
    private final ExecutorService pool;

    /// @param silence after which a sentence is over
    public BoundedHearing(VoiceActivity activity, SpeechRecognizer recognizer, Duration silence, int atMost) {
        this.activity = activity;
        this.recognizer = recognizer;
        this.silence = silence;
        this.atMost = atMost;
        this.free = new Semaphore(atMost);
        this.pool = new ThreadPoolExecutor(
                0,
                2 * atMost,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("hearing-", 0).factory());
    }

    @Override
    public Optional<String> problem() {
        return recognizer.problem().or(activity::problem);
    }

    @Override
    public Optional<Listening> listen(Heard heard) {
        if (problem().isPresent()) {
            return Optional.empty();
        }
        if (!free.tryAcquire()) {
            refused.incrementAndGet();
            return Optional.empty();
        }
        return Optional.of(
                new Listener(activity, recognizer, silence, heard, pool, lost::incrementAndGet, free::release));
    }

    @Override
    public Figures figures() {
        return new Figures(atMost - free.availablePermits(), atMost, refused.get(), lost.get());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
