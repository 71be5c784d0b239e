package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.Talks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Asterisk brings the sound of callers who talk to the assistant, and fetches ours, by its AudioSocket. One
/// thread reads, and writes a frame to each caller every 20 ms; what takes longer is done elsewhere, and its result
/// is told to that thread.
final class AudioSocketServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AudioSocketServer.class);

    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /// Behind by more, nothing is caught up: the caller would hear it faster.
    private static final long LATE_NANOS = 10 * FRAME_NANOS;
    /// Twice as many as talk beside each other.
    private static final int MOST = 400;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long TOLD_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final InetSocketAddress address;
    private final Talks talks;
    private final Consumer<String> alive;
    private ExecutorService thinking = thinking();
    private final Queue<Runnable> told = new ConcurrentLinkedQueue<>();
    private final List<AudioSocket> sockets = new ArrayList<>();
    private @Nullable Selector selector;
    private @Nullable Thread thread;
    private long notAccepted;
    private volatile int port;
    private volatile boolean closed;

    /// @param alive is told now and then which calls are in our hands, by Asterisk's name for them
    AudioSocketServer(InetSocketAddress address, Talks talks, Consumer<String> alive) {
        this.address = address;
        this.talks = talks;
        this.alive = alive;
    }

    private static ExecutorService thinking() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("talk-", 0).factory());
    }

    /// 0 while it does not listen.
    int port() {
        return port;
    }

    /// Once more too, after it was closed.
    void start() {
        if (talks.status().isEmpty()) {
            return;
        }
        try {
            var opened = Selector.open();
            var server = ServerSocketChannel.open();
            server.bind(address);
            server.configureBlocking(false);
            server.register(opened, SelectionKey.OP_ACCEPT);
            selector = opened;
            if (closed) {
                closed = false;
                thinking = thinking();
            }
            port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            var reader = Thread.ofPlatform().daemon().name("audio").unstarted(() -> run(opened, server));
            reader.setPriority(Thread.MAX_PRIORITY);
            talks.hears(true);
            reader.start();
            thread = reader;
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("port", address.getPort())
                    .addKeyValue("cause", e.getMessage())
                    .log("assistant-hears-nobody");
        }
    }

    private void run(Selector selector, ServerSocketChannel server) {
        try (selector;
                server) {
            var next = System.nanoTime() + FRAME_NANOS;
            while (!closed) {
                select(selector, next);
                for (var key : selector.selectedKeys()) {
                    if (key.attachment() instanceof AudioSocket socket) {
                        guarded(socket, socket::read);
                    } else {
                        guarded(null, () -> accept(selector, server));
                    }
                }
                selector.selectedKeys().clear();
                for (var task = told.poll(); task != null; task = told.poll()) {
                    guarded(null, task);
                }
                next = tick(next);
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("audio-stopped");
        } finally {
            port = 0;
            talks.hears(false);
            sockets.forEach(AudioSocket::close);
            sockets.clear();
        }
    }

    private void select(Selector selector, long next) throws IOException {
        var left = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
        if (sockets.isEmpty()) {
            selector.select();
        } else if (left > 0) {
            selector.select(left);
        } else {
            selector.selectNow();
        }
    }

    /// What goes wrong with one caller ends him alone.
    private static void guarded(@Nullable AudioSocket socket, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("audio-of-one-caller-failed");
            if (socket != null) {
                socket.close();
            }
        }
    }

    /// Without a descriptor to be had the others go on, a little late, and the next are tried again.
    private void accept(Selector selector, ServerSocketChannel server) {
        try {
            var channel = server.accept();
            if (channel == null) {
                return;
            }
            if (sockets.size() >= MOST) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            var socket = new AudioSocket(channel, talks, thinking, this::tell, alive);
            channel.register(selector, SelectionKey.OP_READ, socket);
            sockets.add(socket);
        } catch (IOException e) {
            notAccepted(e);
        }
    }

    private void notAccepted(IOException e) {
        var now = System.nanoTime();
        if (notAccepted == 0 || now - notAccepted > TOLD_AGAIN_NANOS) {
            notAccepted = now;
            LOG.atError().addKeyValue("cause", e.getMessage()).log("audio-not-accepted");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void tell(Runnable task) {
        told.add(task);
        var open = selector;
        if (open != null) {
            open.wakeup();
        }
    }

    /// @return when the next is due
    private long tick(long due) {
        var now = System.nanoTime();
        if (now < due) {
            return due;
        }
        sockets.forEach(socket -> guarded(socket, () -> socket.tick(now)));
        sockets.removeIf(AudioSocket::isClosed);
        return now - due > LATE_NANOS ? now + FRAME_NANOS : due + FRAME_NANOS;
    }

    @Override
    public void close() {
        closed = true;
        tell(() -> {});
        thinking.shutdownNow();
        if (thread != null) {
            awaitEnd(thread);
        }
    }

    /// Its port is free then.
    private static void awaitEnd(Thread thread) {
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
