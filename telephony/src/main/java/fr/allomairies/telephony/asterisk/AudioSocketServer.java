package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.Talks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private final InetSocketAddress address;
    private final Talks talks;
    private final Consumer<String> alive;
    private final ExecutorService thinking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("talk-", 0).factory());
    private final Queue<Runnable> told = new ConcurrentLinkedQueue<>();
    private final List<AudioSocket> sockets = new ArrayList<>();
    private @Nullable Selector selector;
    private volatile int port;
    private volatile boolean closed;

    /// @param alive is told now and then which calls are in our hands, by Asterisk's name for them
    AudioSocketServer(InetSocketAddress address, Talks talks, Consumer<String> alive) {
        this.address = address;
        this.talks = talks;
        this.alive = alive;
    }

    /// 0 while it does not listen.
    int port() {
        return port;
    }

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
            port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            var thread = Thread.ofPlatform().daemon().name("audio").unstarted(() -> run(opened, server));
            thread.setPriority(Thread.MAX_PRIORITY);
            thread.start();
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
                accept(selector, server);
                for (var task = told.poll(); task != null; task = told.poll()) {
                    task.run();
                }
                next = tick(next);
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("audio-stopped");
        } finally {
            port = 0;
            sockets.forEach(AudioSocket::close);
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

    private void accept(Selector selector, ServerSocketChannel server) throws IOException {
        for (var key : selector.selectedKeys()) {
            if (key.attachment() instanceof AudioSocket socket) {
                socket.read();
            } else {
                var channel = server.accept();
                if (channel != null) {
                    channel.configureBlocking(false);
                    var socket = new AudioSocket(channel, talks, thinking, this::tell, alive);
                    sockets.add(socket);
                    channel.register(selector, SelectionKey.OP_READ, socket);
                }
            }
        }
        selector.selectedKeys().clear();
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
        sockets.forEach(socket -> socket.tick(now));
        sockets.removeIf(AudioSocket::isClosed);
        return now - due > LATE_NANOS ? now + FRAME_NANOS : due + FRAME_NANOS;
    }

    @Override
    public void close() {
        closed = true;
        tell(() -> {});
        thinking.shutdownNow();
    }
}
