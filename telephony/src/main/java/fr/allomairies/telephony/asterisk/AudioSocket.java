package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.Talk;
import fr.allomairies.telephony.flow.Talk.Saying;
import fr.allomairies.telephony.flow.TalkingCaller;
import fr.allomairies.telephony.flow.Talks;
import fr.allomairies.voiceassistant.Hearing.Heard;
import fr.allomairies.voiceassistant.Hearing.Listening;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One caller at Asterisk's AudioSocket: messages of a type, a length of two bytes, and so many bytes. For the one
/// thread of the server, but for what is thought elsewhere.
final class AudioSocket {

    private static final Logger LOG = LoggerFactory.getLogger(AudioSocket.class);

    private static final int HEADER = 3;
    private static final byte HANG_UP = 0x00;
    private static final byte NAME = 0x01;
    private static final byte KEY = 0x03;
    private static final byte SOUND = 0x10;
    private static final int NAME_BYTES = 16;
    private static final int LONGEST = 8_192;
    private static final String KEYS = "0123456789*#";

    /// Whoever has not said its name by then is no call of ours.
    private static final Duration TO_SAY_ITS_NAME = Duration.ofSeconds(5);
    /// Three of these fit into the time after which Asterisk takes the caller back.
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(4);
    /// Of ours: Asterisk has taken him back, or is about to.
    private static final Duration TOO_LONG_SILENT = Duration.ofSeconds(12);

    private final SocketChannel channel;
    private final Talks talks;
    private final Executor thinking;
    private final Executor loop;
    private final Consumer<String> alive;
    private final ByteBuffer in = ByteBuffer.allocate(HEADER + LONGEST);
    private final ByteBuffer out =
            ByteBuffer.allocate(HEADER + TalkingCaller.FRAME_BYTES).flip();
    private final long opened = System.nanoTime();
    private @Nullable TalkingCaller caller;
    private @Nullable Talk talk;
    private @Nullable Listening listening;
    private long toldAlive;
    private boolean closed;

    AudioSocket(SocketChannel channel, Talks talks, Executor thinking, Executor loop, Consumer<String> alive) {
        this.channel = channel;
        this.talks = talks;
        this.thinking = thinking;
        this.loop = loop;
        this.alive = alive;
    }

    boolean isClosed() {
        return closed;
    }

    void read() {
        try {
            var count = channel.read(in);
            if (count < 0) {
                close();
                return;
            }
            in.flip();
            while (!closed && in.remaining() >= HEADER && in.remaining() >= HEADER + length()) {
                take();
            }
            if (in.remaining() >= HEADER && length() > LONGEST) {
                close();
            }
            in.compact();
        } catch (IOException _) {
            close();
        }
    }

    private int length() {
        return Short.toUnsignedInt(in.getShort(in.position() + 1));
    }

    private void take() {
        var type = in.get();
        var content = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(content);
        switch (type) {
            case NAME -> open(content);
            case KEY -> press(content);
            case SOUND -> hear(content);
            case HANG_UP -> close();
            default -> {
                // what a later Asterisk tells
            }
        }
    }

    private void hear(byte[] sound) {
        if (listening != null) {
            listening.take(sound);
        }
    }

    private void press(byte[] key) {
        if (caller != null && key.length > 0 && KEYS.indexOf(key[0]) >= 0) {
            caller.press((char) key[0], System.nanoTime());
        }
    }

    private void open(byte[] name) {
        var known = talk == null ? call(name) : Optional.<Talk>empty();
        if (known.isEmpty()) {
            close();
            return;
        }
        talk = known.get();
        listening = talks.listen(new Ears()).orElse(null);
        caller = talks.caller(new Thoughts(talk, listening != null));
        caller.begin(System.nanoTime());
    }

    private Optional<Talk> call(byte[] name) {
        var bytes = ByteBuffer.wrap(name);
        return name.length == NAME_BYTES ? talks.of(new UUID(bytes.getLong(), bytes.getLong())) : Optional.empty();
    }

    void tick(long now) {
        var here = caller;
        if (closed || here == null) {
            if (now - opened > TO_SAY_ITS_NAME.toNanos()) {
                close();
            }
            return;
        }
        if (toldAlive != 0 && now - toldAlive > TOO_LONG_SILENT.toNanos()) {
            close();
            return;
        }
        if (now - toldAlive > ALIVE_EVERY.toNanos() || toldAlive == 0) {
            toldAlive = now;
            think(() -> alive.accept(known().call().value()));
        }
        if (listening != null) {
            listening.tick(now);
        }
        switch (here.tick(now)) {
            case NOTHING -> {}
            case FRAME -> send(SOUND, here.frame());
            case END -> hangUp();
        }
    }

    private Talk known() {
        return Objects.requireNonNull(talk);
    }

    /// What Asterisk does not take in time is not for the caller any more.
    private void send(byte type, byte[] content) {
        try {
            if (!out.hasRemaining()) {
                out.clear()
                        .put(type)
                        .putShort((short) content.length)
                        .put(content)
                        .flip();
            }
            channel.write(out);
        } catch (IOException _) {
            close();
        }
    }

    private void hangUp() {
        send(HANG_UP, new byte[0]);
        close();
    }

    void close() {
        if (!closed) {
            closed = true;
            if (listening != null) {
                listening.close();
            }
            try {
                channel.close();
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("cause", e.getMessage()).log("audio-socket-not-closed");
            }
        }
    }

    private void think(Runnable task) {
        try {
            thinking.execute(task);
        } catch (RejectedExecutionException _) {
            close();
        }
    }

    private void tell(Consumer<TalkingCaller> news) {
        loop.execute(() -> {
            if (caller != null) {
                news.accept(caller);
            }
        });
    }

    private final class Ears implements Heard {

        @Override
        public void speaks() {
            tell(caller -> caller.speaks(System.nanoTime()));
        }

        @Override
        public void partly(String words) {
            tell(caller -> caller.partly(words));
        }

        @Override
        public void said(String words) {
            tell(caller -> caller.said(words, System.nanoTime()));
        }

        @Override
        public void deaf() {
            tell(caller -> caller.deaf(System.nanoTime()));
        }
    }

    private final class Thoughts implements TalkingCaller.Mind {

        private final Talk talk;
        private final boolean byVoice;

        Thoughts(Talk talk, boolean byVoice) {
            this.talk = talk;
            this.byVoice = byVoice;
        }

        @Override
        public void begin(int turn) {
            think(() -> answer(turn, () -> talk.begin(byVoice)));
        }

        @Override
        public void press(int turn, String line) {
            think(() -> answer(turn, () -> talk.press(line)));
        }

        @Override
        public void hear(int turn, String words) {
            think(() -> answer(turn, () -> talk.hear(words)));
        }

        @Override
        public void toKeys(int turn) {
            think(() -> answer(turn, talk::toKeys));
        }

        @Override
        public void speakAgain(int turn, Saying saying) {
            think(() -> speak(turn, saying));
        }

        @Override
        public void overhear(String words, boolean ended) {
            think(() -> {
                if (!words.isEmpty() && talk.isPressing(words, ended)) {
                    tell(caller -> caller.isPressing(words, System.nanoTime()));
                }
            });
        }

        private void answer(int turn, Supplier<Saying> thought) {
            try {
                var saying = thought.get();
                tell(caller -> caller.says(turn, saying, System.nanoTime()));
                speak(turn, saying);
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("assistant-has-no-answer");
                tell(caller -> caller.fails(turn));
            }
        }

        private void speak(int turn, Saying saying) {
            try {
                List<String> rest;
                try {
                    speak(turn, saying.sentences());
                } finally {
                    rest = saying.then().get();
                }
                speak(turn, rest);
                tell(caller -> caller.isWhole(turn));
            } catch (IOException | RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("assistant-has-no-voice");
                tell(caller -> caller.fails(turn));
            }
        }

        private void speak(int turn, List<String> sentences) throws IOException {
            for (var sentence : sentences) {
                var sound = talks.sound(sentence);
                tell(caller -> caller.sounds(turn, sound, System.nanoTime()));
            }
        }
    }
}
