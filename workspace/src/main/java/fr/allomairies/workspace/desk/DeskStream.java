package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.ticketing.Following.Count;
import fr.allomairies.workspace.desk.DeskEvents.News;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One open desk. A thread of its own writes to it, so that a slow browser holds up nobody; one that falls a full
/// queue behind is closed, comes back by itself, and reads from the log what it has not had.
final class DeskStream {

    private static final Logger LOG = LoggerFactory.getLogger(DeskStream.class);

    /// Further back than that the desk had better ask afresh.
    static final long LONGEST_REPLAY = 20_000;

    private static final int QUEUE = 256;
    private static final int BATCH = 500;
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final DeskStreams streams;
    private final AgentId agent;
    private final Locale locale;
    private final SseEmitter emitter;
    private final long after;
    private final long liveFrom;
    private final BlockingQueue<LogEntry> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean open = true;
    private long silentSince = System.nanoTime();
    private long queueSeen;
    private @Nullable Count unseenTold;
    private Map<ContactId, Mark> marksTold = Map.of();

    /// @param after the last position that the desk has had
    /// @param liveFrom what comes after this is added; what is between is in the log
    DeskStream(DeskStreams streams, AgentId agent, Locale locale, SseEmitter emitter, long after, long liveFrom) {
        this.streams = streams;
        this.agent = agent;
        this.locale = locale;
        this.emitter = emitter;
        this.after = after;
        this.liveFrom = liveFrom;
        this.queueSeen = Math.min(after, streams.queueChanges());
    }

    AgentId agent() {
        return agent;
    }

    void add(LogEntry entry) {
        if (!queue.offer(entry)) {
            open = false;
        }
    }

    void stop() {
        open = false;
    }

    void start(EventLog log, Audience audience, DeskEvents events) {
        Thread.ofVirtual().name("desk-" + agent).start(() -> run(log, audience, events));
    }

    private void run(EventLog log, Audience audience, DeskEvents events) {
        try {
            emitter.send(SseEmitter.event().reconnectTime(2000).comment("here"));
            var had = catchUp(log, audience, events);
            while (open) {
                var next = queue.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null && next.position() > had) {
                    send(next, events);
                }
                sendWaiting(events);
                sendUnseen(events);
                sendMarks();
                heartbeat();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException _) {
            // the browser has gone; it comes back when it wants
            emitter.complete();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // such as a database that is away; the desk comes back and reads on from the log
            LOG.atWarn()
                    .addKeyValue("agent", agent)
                    .addKeyValue("cause", e.getMessage())
                    .log("desk-stream-starts-again");
            emitter.complete();
        } finally {
            streams.closed(this);
        }
    }

    /// The desk may have read further than the tail that feeds the queue, and, on another node, further than is
    /// known here yet.
    ///
    /// @return the position up to which the desk has everything
    private long catchUp(EventLog log, Audience audience, DeskEvents events) throws IOException, InterruptedException {
        if (liveFrom - after > LONGEST_REPLAY || !log.awaitBeyond(after - 1, PATIENCE)) {
            send(new News("resync", liveFrom), liveFrom);
            return liveFrom;
        }
        replay(log, audience, events);
        return Math.max(after, liveFrom);
    }

    private void replay(EventLog log, Audience audience, DeskEvents events) throws IOException, InterruptedException {
        var position = after;
        while (open && position < liveFrom) {
            var missed = log.read(position, BATCH);
            if (missed.isEmpty()) {
                return;
            }
            for (var entry : missed) {
                if (entry.position() <= liveFrom
                        && audience.of(entry.event(), Set.of(agent)).contains(agent)) {
                    send(entry, events);
                }
            }
            position = missed.getLast().position();
        }
    }

    private void send(LogEntry entry, DeskEvents events) throws IOException, InterruptedException {
        var news = events.news(entry.event(), agent, locale);
        if (news.isPresent()) {
            send(news.get(), entry.position());
        }
    }

    private void send(News news, @Nullable Long position) throws IOException {
        var event = SseEmitter.event().name(news.name()).data(news.data());
        emitter.send(position == null ? event : event.id(Long.toString(position)));
        silentSince = System.nanoTime();
    }

    /// At most once a glance, however much the queue moves.
    private void sendWaiting(DeskEvents events) throws IOException {
        var changes = streams.queueChanges();
        if (changes != queueSeen && queue.isEmpty()) {
            queueSeen = changes;
            send(events.waiting(), null);
        }
    }

    /// The whole of it each time, so that it needs no position to be right after a reconnect.
    private void sendUnseen(DeskEvents events) throws IOException {
        var count = streams.unseen(agent);
        if (count != null && !count.equals(unseenTold)) {
            unseenTold = count;
            send(events.unseen(agent, count), null);
        }
    }

    private void sendMarks() throws IOException {
        var marks = streams.marks(agent);
        for (var mark : marks.entrySet()) {
            if (!mark.getValue().equals(marksTold.get(mark.getKey()))) {
                send(DeskEvents.mark(mark.getKey(), mark.getValue()), null);
            }
        }
        marksTold = marks;
    }

    private void heartbeat() throws IOException {
        if (System.nanoTime() - silentSince > HEARTBEAT.toNanos()) {
            emitter.send(SseEmitter.event().comment("still here"));
            silentSince = System.nanoTime();
        }
    }
}
