package fr.allomairies.workspace.board;

import fr.allomairies.workspace.board.LiveBoard.Published;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/// The figures as of now, and their stream.
@RestController
class BoardController {

    /// A stream ends after this and the board comes back by itself, so that a right withdrawn is soon in force.
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /// Something is sent at least so often, so that either side notices a broken connection.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final LiveBoard board;

    BoardController(LiveBoard board) {
        this.board = board;
    }

    @GetMapping(path = "/api/board", produces = MediaType.APPLICATION_JSON_VALUE)
    String figures() {
        return board.latest().json();
    }

    /// Each event is the whole state and its id the position in the log. A reader who was away is told the latest at
    /// once, whatever it saw last: there is nothing to make up for.
    @GetMapping(path = "/api/board/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        var emitter = new SseEmitter(LIFETIME.toMillis());
        var open = new AtomicBoolean(true);
        emitter.onCompletion(() -> open.set(false));
        emitter.onTimeout(emitter::complete);
        emitter.onError(_ -> open.set(false));
        Thread.ofVirtual().name("board-stream").start(() -> stream(emitter, open));
        return emitter;
    }

    private void stream(SseEmitter emitter, AtomicBoolean open) {
        Published sent = null;
        try {
            emitter.send(clock().reconnectTime(COME_BACK_AFTER.toMillis()));
            while (open.get()) {
                var next = board.awaitOther(sent, HEARTBEAT);
                emitter.send(next == sent ? clock() : message(next));
                sent = next;
            }
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        } catch (InterruptedException _) {
            emitter.complete();
        }
    }

    private static SseEventBuilder message(Published next) {
        return SseEmitter.event()
                .id(Long.toString(next.state().position()))
                .name("figures")
                .data(next.json());
    }

    /// Tells the server's time, by which the boards run their clocks.
    private SseEventBuilder clock() {
        return SseEmitter.event().name("clock").data(board.now().toString());
    }
}
