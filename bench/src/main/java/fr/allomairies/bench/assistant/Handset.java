package fr.allomairies.bench.assistant;

import fr.allomairies.testkit.Alaw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sound of one caller, who asks, waits for the answer, listens and asks again; and when he hears what. Nothing is
/// sent to him while the assistant is silent, so that a pause of a second is the end of an answer. All times are those
/// of [System#nanoTime]. For one thread, but for [#isAnswered].
final class Handset {

    private static final int HEADER = 12;
    private static final int LONGEST_PACKET = 2_048;
    private static final byte SILENCE = Alaw.encode(0);
    private static final long FRAME_NANOS = Duration.ofMillis(20).toNanos();

    /// He hears this much of an answer before he cuts it short.
    private static final long LISTENS = Duration.ofMillis(1_500).toNanos();
    private static final long OVER = Duration.ofSeconds(1).toNanos();
    /// What was cut short is heard no more after that; an answer begins with a breath that is longer.
    private static final long BREATH = Duration.ofMillis(60).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    private static final int LOUD = 512;
    private static final int LOUD_SAMPLES = 8;

    private enum State {
        CALLS,
        ACTS,
        WAITS,
        HEARS,
        DONE,
        FAILED
    }

    private final DatagramChannel channel;
    private final List<Act> acts;
    private final boolean listensToTheEnd;
    private final ByteBuffer in = ByteBuffer.allocate(LONGEST_PACKET);
    private final List<Long> waits = new ArrayList<>();
    private final List<Long> late = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final byte[] quiet = new byte[Act.FRAME];
    private volatile @Nullable InetSocketAddress remote;
    private State state = State.CALLS;
    private int done;
    private int packet;
    private short sequence;
    private int time;
    private int began;
    private long since = System.nanoTime();
    private long lastFrame;
    private long lastLoud;
    private int frames;

    /// @param acts one after the other, the first in the middle of the greeting
    /// @param listensToTheEnd of every answer but the last; otherwise he cuts them short
    Handset(List<Act> acts, boolean listensToTheEnd) throws IOException {
        this.acts = acts;
        this.listensToTheEnd = listensToTheEnd;
        Arrays.fill(quiet, SILENCE);
        channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    DatagramChannel channel() {
        return channel;
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /// @param port where his sound is taken
    void isAnswered(int port) {
        remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }

    boolean failed() {
        return state != State.DONE;
    }

    /// Of each act, from its asking to the first sound of the answer, in nanoseconds.
    List<Long> waits() {
        return waits;
    }

    /// By how much each frame came later than 20 ms after the one before it, in nanoseconds.
    List<Long> late() {
        return late;
    }

    /// Of each answer that was heard to its end, in frames.
    List<Integer> lengths() {
        return lengths;
    }

    void receive(long now) throws IOException {
        in.clear();
        while (channel.receive(in) != null) {
            in.flip();
            if (in.remaining() > HEADER && (in.get(1) & 0x7F) == Act.PCMA) {
                hear(now);
            }
            in.clear();
        }
    }

    private void hear(long now) {
        if (state == State.CALLS || state == State.HEARS) {
            if (lastFrame != 0) {
                late.add(Math.max(0, now - lastFrame - FRAME_NANOS));
            }
            lastFrame = now;
            frames++;
        }
        if (isLoud()) {
            begins(now);
            lastLoud = now;
        }
    }

    private void begins(long now) {
        if (state == State.CALLS) {
            listen(now);
        } else if (state == State.WAITS && now - Math.max(since, lastLoud) >= BREATH) {
            waits.add(now - since);
            listen(now);
            lastFrame = now;
            frames = 1;
        }
    }

    private void listen(long now) {
        state = State.HEARS;
        since = now;
    }

    private boolean isLoud() {
        var loud = 0;
        for (int at = in.position() + HEADER; at < in.limit(); at++) {
            if (Alaw.magnitude(in.get(at)) >= LOUD) {
                loud++;
            }
        }
        return loud >= LOUD_SAMPLES;
    }

    /// Every 20 ms.
    void tick(long now) throws IOException {
        decide(now);
        var to = remote;
        if (to == null) {
            return;
        }
        if (state == State.ACTS) {
            act(acts.get(done), to, now);
        } else {
            send(new Act.Packet(Act.PCMA, quiet), time, to);
        }
        time += Act.FRAME;
    }

    private void decide(long now) {
        switch (state) {
            case CALLS, WAITS -> {
                if (now - since > PATIENCE && remote != null) {
                    state = State.FAILED;
                }
            }
            case HEARS -> {
                if (isHeard(now)) {
                    next();
                }
            }
            case ACTS, DONE, FAILED -> {}
        }
    }

    private boolean isHeard(long now) {
        var whole = listensToTheEnd && done > 0 && done < acts.size();
        if (whole && now - lastFrame > OVER) {
            lengths.add(frames);
            return true;
        }
        return !whole && now - since > LISTENS;
    }

    private void next() {
        lastFrame = 0;
        packet = 0;
        began = time;
        state = done < acts.size() ? State.ACTS : State.DONE;
    }

    private void act(Act act, InetSocketAddress to, long now) throws IOException {
        var next = act.packets().get(packet);
        send(next, next.type() == Act.PCMA ? time : began, to);
        if (packet == act.asked()) {
            since = now;
        }
        if (++packet == act.packets().size()) {
            done++;
            state = State.WAITS;
        }
    }

    private void send(Act.Packet next, int timestamp, InetSocketAddress to) throws IOException {
        var out = ByteBuffer.allocate(HEADER + next.content().length);
        out.put((byte) 0x80)
                .put(next.type())
                .putShort(sequence++)
                .putInt(timestamp)
                .putInt(port());
        channel.send(out.put(next.content()).flip(), to);
    }

    void close() throws IOException {
        channel.close();
    }
}
