package fr.allomairies.bench.day;

import fr.allomairies.bench.written.Latencies;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Boards of supervisors, all open at once. Each keeps when it came to know which position of the log.
final class Screens implements AutoCloseable {

    private static final String POSITION = "id:";
    private static final String FIGURES = "data:{";

    /// They tell when the citizen wrote, or the second in which he called, which says nothing of when we knew. What
    /// follows from them in the same moment is measured.
    private static final String NOT_OF_THE_MOMENT = "'TicketOpened', 'InteractionAdded', 'ContactArrived'";

    private static final int LOOKS = 100;
    private static final long LOOK_AGAIN_MS = 100;

    private final List<List<Known>> boards = new ArrayList<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicLong characters = new AtomicLong();

    /// From `at` on the board shows everything up to `position`.
    private record Known(long position, Instant at) {}

    private record Told(long position, Instant at) {}

    static Screens open(HttpSession supervisor, int count) throws InterruptedException {
        var screens = new Screens();
        var connected = new CountDownLatch(count);
        for (int nth = 0; nth < count; nth++) {
            List<Known> known = Collections.synchronizedList(new ArrayList<>());
            screens.boards.add(known);
            Thread.ofVirtual().name("board-" + nth).start(() -> screens.watch(supervisor, known, connected));
        }
        connected.await();
        return screens;
    }

    private void watch(HttpSession supervisor, List<Known> known, CountDownLatch connected) {
        try (var lines = supervisor.events("/api/board/events")) {
            var position = -1L;
            for (var iterator = lines.iterator(); open.get() && iterator.hasNext(); ) {
                var line = iterator.next();
                characters.addAndGet(line.length());
                if (line.startsWith(POSITION)) {
                    position = Long.parseLong(line.substring(POSITION.length()));
                } else if (line.startsWith(FIGURES)) {
                    known.add(new Known(position, Instant.now()));
                    connected.countDown();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a board was cut off", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What all boards received.
    long characters() {
        return characters.get();
    }

    /// Waits until each board shows all that the log tells by now, but not for long.
    private void settle(long head) throws InterruptedException {
        for (int look = 0; look < LOOKS && boards.stream().anyMatch(board -> shown(board) < head); look++) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private static long shown(List<Known> board) {
        return board.getLast().position;
    }

    @Override
    public void close() {
        open.set(false);
    }

    /// How late each board came to know of each event.
    ///
    /// @param missed events that a board never came to know of, over all boards
    record Delays(int events, Latencies latencies, long missed) {}

    /// @param began older events do not count
    Delays delays(JdbcClient database, Instant began) throws InterruptedException {
        var told = database.sql("select position, at from event_log where at > ? and type not in (" + NOT_OF_THE_MOMENT
                        + ") order by position")
                .param(Timestamp.from(began))
                .query((row, _) ->
                        new Told(row.getLong("position"), row.getTimestamp("at").toInstant()))
                .list();
        settle(told.getLast().position);
        var latencies = new Latencies();
        var missed = boards.stream()
                .mapToLong(board -> compare(told, List.copyOf(board), latencies))
                .sum();
        return new Delays(told.size(), latencies, missed);
    }

    /// @return how many the board missed
    private static long compare(List<Told> told, List<Known> board, Latencies latencies) {
        var at = 0;
        for (var event : told) {
            while (at < board.size() && board.get(at).position < event.position) {
                at++;
            }
            if (at < board.size()) {
                latencies.add(Duration.between(event.at, board.get(at).at).toNanos());
            }
        }
        return told.stream()
                .filter(event -> event.position > board.getLast().position)
                .count();
    }
}
