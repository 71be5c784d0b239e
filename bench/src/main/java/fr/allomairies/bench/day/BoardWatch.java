package fr.allomairies.bench.day;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Watches the board as a supervisor's browser does, and measures how old its news is: from each change of an agent's
/// state to the board that shows it. What citizens do is told with the time at which they did it, and says nothing of
/// when we knew.
final class BoardWatch {

    private final HttpSession supervisor;
    private final List<Long> ages = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private boolean first = true;
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

    /// Milliseconds from a change to its arrival here, at the given share of all changes.
    synchronized long percentile(double share) {
        if (ages.isEmpty()) {
            return -1;
        }
        var sorted = ages.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    synchronized int changes() {
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
        var now = Instant.now();
        for (var agent : HttpSession.read(line.substring(5)).path("agents")) {
            var since = agent.path("since").asString();
            if (known.add(agent.path("login").asString() + ' ' + since) && !first) {
                add(Duration.between(Instant.parse(since), now).toMillis());
            }
        }
        first = false;
    }

    private synchronized void add(long age) {
        ages.add(age);
    }
}
