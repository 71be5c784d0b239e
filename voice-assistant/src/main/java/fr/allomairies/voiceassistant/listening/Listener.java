package fr.allomairies.voiceassistant.listening;

import fr.allomairies.voiceassistant.Hearing.Heard;
import fr.allomairies.voiceassistant.Hearing.Listening;
import fr.allomairies.voiceassistant.SpeechRecognizer;
import fr.allomairies.voiceassistant.VoiceActivity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to one caller. His sound is worked off elsewhere, by one thread at a time, and only while there is some.
final class Listener implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int FRAME_BYTES = 2 * VoiceActivity.SAMPLES;
    /// Of what came before he was known to speak, for the first sound of the first word.
    private static final int BEFORE = SpeechEnds.frames(Duration.ofMillis(320));
    /// Music and shouting look like speech, and have no words.
    private static final int WORDLESS = SpeechEnds.frames(Duration.ofSeconds(4));
    /// For one piece of sound, and for how much of it may wait.
    private static final Duration STUCK = Duration.ofSeconds(3);

    private static final byte[] SILENCE = new byte[320];
    private static final Duration SILENT_AFTER = Duration.ofMillis(100);
    private static final int MOST_WAITING = Math.toIntExact(STUCK.toMillis() / 20);

    private final VoiceActivity activity;
    private final SpeechRecognizer recognizer;
    private final SpeechEnds ends;
    private final Heard heard;
    private final Executor pool;
    private final Runnable lost;
    private final Runnable released;

    private final ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Queue<byte[]> before = new ArrayDeque<>();
    private VoiceActivity.@Nullable Sound sound;
    private SpeechRecognizer.@Nullable Recognition recognition;
    private String words = "";

    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long lastSound = System.nanoTime();
    /// When the piece of sound in hand was taken.
    private long taken;
    private boolean working;
    private boolean deaf;
    private boolean closed;

    /// @param lost is run when it hears no more
    /// @param released is run when nothing of it is in use any more
    Listener(
            VoiceActivity activity,
            SpeechRecognizer recognizer,
            Duration silence,
            Heard heard,
            Executor pool,
            Runnable lost,
            Runnable released) {
        this.activity = activity;
        this.recognizer = recognizer;
        this.ends = new SpeechEnds(silence);
        this.heard = heard;
        this.pool = pool;
        this.lost = lost;
        this.released = released;
    }

    @Override
    public synchronized void take(byte[] sound) {
        lastSound = System.nanoTime();
        add(sound);
    }

    @Override
    public void tick(long now) {
        if (isStuck(now)) {
            deafen("too slow");
            return;
        }
        synchronized (this) {
            if (now - lastSound > SILENT_AFTER.toNanos()) {
                add(SILENCE);
            }
        }
    }

    private synchronized boolean isStuck(long now) {
        return !closed && (working && now - taken > STUCK.toNanos() || waiting.size() > MOST_WAITING);
    }

    private void add(byte[] sound) {
        if (deaf || closed) {
            return;
        }
        waiting.add(sound);
        if (!working) {
            taken = System.nanoTime();
            work(this::work);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            if (!working) {
                work(this::release);
            }
        }
    }

    private synchronized void work(Runnable task) {
        working = true;
        try {
            pool.execute(task);
        } catch (RejectedExecutionException _) {
            working = false;
            deafen("no thread is free");
        }
    }

    private void work() {
        for (var next = next(); next != null; next = next()) {
            try {
                take(ByteBuffer.wrap(next));
            } catch (IOException | RuntimeException | Error e) {
                deafen(e.toString());
            }
        }
    }

    private byte @Nullable [] next() {
        synchronized (this) {
            var next = deaf ? null : waiting.poll();
            taken = System.nanoTime();
            if (next != null || !closed) {
                working = next != null;
                return next;
            }
        }
        release();
        return null;
    }

    private void take(ByteBuffer next) throws IOException {
        while (next.hasRemaining()) {
            frame.put(next.get());
            if (!frame.hasRemaining()) {
                listen(frame.array().clone());
                frame.clear();
            }
        }
    }

    private void listen(byte[] piece) throws IOException {
        switch (ends.on(sound().speech(samples(piece)))) {
            case BEGINS -> {
                heard.speaks();
                words = "";
                for (var earlier = before.poll(); earlier != null; earlier = before.poll()) {
                    recognise(earlier);
                }
                recognise(piece);
            }
            case ENDS -> finish();
            case NONE -> goOn(piece);
        }
    }

    private void goOn(byte[] piece) throws IOException {
        if (!ends.isSpeaking()) {
            before.add(piece);
            if (before.size() > BEFORE) {
                before.remove();
            }
            return;
        }
        recognise(piece);
        if (words.isEmpty() && ends.length() > WORDLESS) {
            ends.end();
            finish();
        }
    }

    private void recognise(byte[] piece) throws IOException {
        var known = recognition().take(piece);
        if (!known.equals(words)) {
            words = known;
            heard.partly(known);
        }
    }

    private void finish() throws IOException {
        heard.said(recognition().finish().strip());
    }

    private VoiceActivity.Sound sound() throws IOException {
        var open = sound;
        if (open == null) {
            open = activity.open();
            sound = open;
        }
        return open;
    }

    private SpeechRecognizer.Recognition recognition() throws IOException {
        var open = recognition;
        if (open == null) {
            open = recognizer.open();
            recognition = open;
        }
        return open;
    }

    private static short[] samples(byte[] piece) {
        var samples = new short[VoiceActivity.SAMPLES];
        ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private void deafen(String why) {
        synchronized (this) {
            if (deaf) {
                return;
            }
            deaf = true;
            waiting.clear();
        }
        LOG.atWarn().addKeyValue("cause", why).log("caller-not-heard-any-more");
        lost.run();
        heard.deaf();
    }

    private void release() {
        try {
            if (recognition != null) {
                recognition.close();
            }
        } finally {
            released.run();
        }
    }
}
