package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.contact.ContactId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One window of one conversation: sends each line once, with its place as the id to resume from.
final class ChatStream {

    private static final Logger LOG = LoggerFactory.getLogger(ChatStream.class);

    private final SseEmitter emitter = new SseEmitter(0L);
    private final UUID conversation;
    private final Function<UUID, Now> look;
    private final AtomicInteger wakes = new AtomicInteger();
    private int sent;
    private volatile @Nullable Standing standing;
    private volatile @Nullable ContactId contact;
    private Mark mark = Mark.NONE;

    /// @param sent how many lines the window has already
    ChatStream(UUID conversation, int sent, Function<UUID, Now> look) {
        this.conversation = conversation;
        this.sent = sent;
        this.look = look;
    }

    SseEmitter emitter() {
        return emitter;
    }

    UUID conversation() {
        return conversation;
    }

    Optional<ContactId> contact() {
        return Optional.ofNullable(contact);
    }

    /// Its contact has ended; the citizen may open the next one at any time.
    boolean isOver() {
        var shown = standing;
        return shown != null && shown.state() == Stage.ENDED;
    }

    void onClose(Runnable closed) {
        emitter.onCompletion(closed);
        emitter.onError(_ -> closed.run());
    }

    /// Returns at once. Wakes while one is at work make it look once more.
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("chat-stream").start(this::work);
        }
    }

    /// Finds out whether the window is still there.
    void beat() {
        try {
            emitter.send(SseEmitter.event().comment("here"));
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }

    void close() {
        emitter.complete();
    }

    private void work() {
        int seen;
        do {
            seen = wakes.get();
            try {
                send(look.apply(conversation));
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("chat-stream-starts-again");
                emitter.complete();
                return;
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    /// What the agent does, where it is news.
    synchronized void show(Mark news) {
        if (news.equals(mark)) {
            return;
        }
        mark = news;
        try {
            emitter.send(SseEmitter.event().name("marks").data(news, MediaType.APPLICATION_JSON));
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }

    private void send(Now now) throws IOException {
        contact = now.conversation().contact();
        var lines = now.lines();
        while (sent < lines.size()) {
            var line = lines.get(sent);
            emitter.send(SseEmitter.event()
                    .id(String.valueOf(sent + 1))
                    .name("message")
                    .data(line, MediaType.APPLICATION_JSON));
            sent++;
        }
        if (!now.standing().equals(standing)) {
            standing = now.standing();
            emitter.send(SseEmitter.event().name("status").data(now.standing(), MediaType.APPLICATION_JSON));
        }
        show(now.mark());
    }

    record Now(Conversation conversation, List<Transcript.Line> lines, Standing standing, Mark mark) {}
}
