package fr.allomairies.bench.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One thread for the sound of all callers, until all have done what they wanted.
final class Handsets {

    private static final long FRAME_NANOS = Duration.ofMillis(20).toNanos();

    private final List<Handset> all;
    private final Thread thread;
    private volatile boolean closed;

    Handsets(List<Handset> all) {
        this.all = all;
        thread = Thread.ofPlatform().name("handsets").start(this::run);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    private void run() {
        try (var selector = Selector.open()) {
            for (var handset : all) {
                handset.channel().register(selector, SelectionKey.OP_READ, handset);
            }
            var next = System.nanoTime();
            while (!closed && !all.stream().allMatch(Handset::isOver)) {
                listen(selector, next);
                if (System.nanoTime() >= next) {
                    for (var handset : all) {
                        handset.tick(System.nanoTime());
                    }
                    next += FRAME_NANOS;
                }
            }
            for (var handset : all) {
                handset.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void listen(Selector selector, long until) throws IOException {
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left > 0) {
            selector.select(left);
        } else {
            selector.selectNow();
        }
        for (var key : selector.selectedKeys()) {
            ((Handset) key.attachment()).receive(System.nanoTime());
        }
        selector.selectedKeys().clear();
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
