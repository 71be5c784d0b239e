package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// All open desks, each under its agent. Publishing never waits for a desk.
@Component
class DeskStreams {

    private final EventLog log;
    private final Audience audience;
    private final DeskEvents events;
    private final Map<AgentId, Set<DeskStream>> open = new HashMap<>();
    private volatile long position;
    private volatile long queueChanges;

    DeskStreams(EventLog log, Audience audience, DeskEvents events) {
        this.log = log;
        this.audience = audience;
        this.events = events;
    }

    synchronized void startAt(long head) {
        position = head;
    }

    long position() {
        return position;
    }

    /// Rises with each change of what waits.
    long queueChanges() {
        return queueChanges;
    }

    /// Everything after `after` comes, in order and without a gap: first what the log holds already, then what follows.
    SseEmitter open(AgentId agent, long after, Locale locale) {
        var emitter = new SseEmitter(0L);
        DeskStream stream;
        synchronized (this) {
            stream = new DeskStream(this, agent, locale, emitter, after, position);
            open.computeIfAbsent(agent, _ -> new HashSet<>()).add(stream);
        }
        emitter.onCompletion(() -> closed(stream));
        emitter.onError(_ -> closed(stream));
        stream.start(log, audience, events);
        return emitter;
    }

    synchronized void publish(List<LogEntry> news) {
        for (var entry : news) {
            for (var agent : audience.of(entry.event(), open.keySet())) {
                open.getOrDefault(agent, Set.of()).forEach(stream -> stream.add(entry));
            }
            if (Audience.changesTheQueue(entry.event())) {
                queueChanges = entry.position();
            }
            position = entry.position();
        }
    }

    synchronized void closed(DeskStream stream) {
        stream.stop();
        open.computeIfPresent(stream.agent(), (_, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    synchronized void close() {
        open.values().forEach(streams -> streams.forEach(DeskStream::stop));
    }
}
