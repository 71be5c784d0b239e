package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ChatMarks;
import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Following.Count;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// All open desks, each under its agent. Publishing never waits for a desk.
@Component
class DeskStreams {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final EventLog log;
    private final Audience audience;
    private final DeskEvents events;
    private final Following following;
    private final ChatMarks chatMarks;
    private final Routing routing;
    private final Map<AgentId, Set<DeskStream>> open = new HashMap<>();
    private volatile Map<AgentId, Count> unseen = Map.of();
    private volatile Map<AgentId, Map<ContactId, Mark>> marks = Map.of();
    private long looked;
    private volatile long position;
    private volatile long queueChanges;

    DeskStreams(
            EventLog log,
            Audience audience,
            DeskEvents events,
            Following following,
            ChatMarks chatMarks,
            Routing routing) {
        this.following = following;
        this.chatMarks = chatMarks;
        this.routing = routing;
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

    /// What of the requests that she follows she has not seen, as of the last glance; absent before the first.
    @Nullable
    Count unseen(AgentId agent) {
        return unseen.get(agent);
    }

    /// Of the citizens whose chats she holds, where they changed lately, as of the last glance.
    Map<ContactId, Mark> marks(AgentId agent) {
        return marks.getOrDefault(agent, Map.of());
    }

    /// For all open desks, at most once in a glance. Seen on whichever node is seen.
    void glance() {
        var now = System.nanoTime();
        if (now - looked < GLANCE.toNanos()) {
            return;
        }
        looked = now;
        Set<AgentId> agents;
        synchronized (this) {
            agents = Set.copyOf(open.keySet());
        }
        var counts = agents.isEmpty() ? Map.<AgentId, Count>of() : following.counts(agents);
        unseen = agents.stream()
                .collect(Collectors.toMap(Function.identity(), agent -> counts.getOrDefault(agent, Count.NONE)));
        var recent = agents.isEmpty() ? Map.<ContactId, Mark>of() : chatMarks.recentOfCitizens();
        marks = recent.isEmpty()
                ? Map.of()
                : agents.stream().collect(Collectors.toMap(Function.identity(), agent -> held(agent, recent)));
    }

    private Map<ContactId, Mark> held(AgentId agent, Map<ContactId, Mark> recent) {
        return routing.agent(agent).contacts().stream()
                .map(HeldContact::contact)
                .filter(recent::containsKey)
                .collect(Collectors.toMap(Function.identity(), recent::get));
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
