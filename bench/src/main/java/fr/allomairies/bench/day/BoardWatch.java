package fr.allomairies.bench.day;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Watches the board as a supervisor's browser does, and measures how old its news is.
final class BoardWatch {

    private final HttpSession supervisor;
    private final List<Long> ages = new ArrayList<>();
    private long position = -1;
    private volatile boolean watching = true;

    BoardWatch(HttpSession supervisor) {
        this.supervisor = supervisor;
    }

    void start() {
        Thread.ofVirtual().name("board-watch").start(this::watch);
    }

    void stop() {
        watching = false;
    }

    /// Milliseconds from the newest event in a snapshot to its arrival here, at the given share of all snapshots.
    synchronized long percentile(double share) {
        if (ages.isEmpty()) {
            return -1;
        }
        var sorted = ages.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    synchronized int snapshots() {
        return ages.size();
    }

    private void watch() {
        try (var lines = supervisor.events("/api/board/events")) {
            var iterator = lines.iterator();
            while (watching && iterator.hasNext()) {
                read(iterator.next());
            }
        } catch (IOException | RuntimeException e) {
            if (watching) {
                System.err.println("board: " + e.getMessage());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String line) {
        if (!line.startsWith("data:{")) {
            return;
        }
        var state = HttpSession.read(line.substring(5));
        var latest = state.path("latestEventAt").asString("");
        if (isNews(state.path("position").asLong()) && !latest.isEmpty()) {
            add(Duration.between(Instant.parse(latest), Instant.now()).toMillis());
        }
    }

    /// The first snapshot tells of the past, and one of the same position of the clock alone.
    private boolean isNews(long at) {
        var news = position >= 0 && at > position;
        position = at;
        return news;
    }

    private synchronized void add(long age) {
        ages.add(age);
    }
}
