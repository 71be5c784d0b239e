package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Presence;
import fr.allomairies.ticketing.Presence.Present;
import fr.allomairies.workspace.AgentDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells each open page of a ticket who else looks at it or writes, and that it has changed. One thread asks for
/// all pages of this node, once a second while there are any; only what is new is told.
@Component
class Watching implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int SIGNS_OF_LIFE = 4; // glances
    private static final int MOST_PAGES = 2_000;

    private final Presence presence;
    private final Cases cases;
    private final AgentDirectory directory;
    private final Map<UUID, Page> pages = new ConcurrentHashMap<>();
    private volatile boolean running;

    Watching(Presence presence, Cases cases, AgentDirectory directory) {
        this.presence = presence;
        this.cases = cases;
        this.directory = directory;
    }

    /// @param read when the ticket had changed last, as the page shows it
    SseEmitter open(TicketId ticket, AgentId agent, UUID id, Instant read) {
        var emitter = new SseEmitter(0L);
        if (pages.size() >= MOST_PAGES) {
            emitter.complete();
            return emitter;
        }
        presence.here(ticket, agent, id);
        var page = new Page(id, ticket, agent, read, emitter);
        emitter.onCompletion(() -> close(page));
        emitter.onError(_ -> close(page));
        var before = pages.put(id, page);
        if (before != null) {
            before.emitter.complete();
        }
        return emitter;
    }

    /// A page that has come back on another connection stays.
    private void close(Page page) {
        if (pages.remove(page.id, page)) {
            presence.gone(page.id);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("ticket-pages").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        pages.values().forEach(page -> page.emitter.complete());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            for (var glance = 0; running; glance++) {
                Thread.sleep(GLANCE);
                look(glance % SIGNS_OF_LIFE == 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(boolean signOfLife) {
        if (pages.isEmpty()) {
            return;
        }
        try {
            if (signOfLife) {
                pages.values().forEach(page -> presence.here(page.ticket, page.agent, page.id));
            }
            var tickets = pages.values().stream().map(page -> page.ticket).collect(Collectors.toSet());
            tell(presence.on(tickets), cases.changes(tickets), signOfLife);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("ticket-pages-not-told");
        }
    }

    private void tell(Map<TicketId, List<Present>> present, Map<TicketId, Instant> changed, boolean signOfLife) {
        for (var page : pages.values()) {
            try {
                page.tell(others(page, present), changed.get(page.ticket), signOfLife);
            } catch (IOException | IllegalStateException _) {
                close(page);
            }
        }
    }

    private List<Other> others(Page page, Map<TicketId, List<Present>> present) {
        return present.getOrDefault(page.ticket, List.of()).stream()
                .filter(other -> !other.agent().equals(page.agent))
                .map(other -> new Other(directory.nameOf(other.agent()), other.writing()))
                .toList();
    }

    record Other(String name, boolean writing) {}

    /// Told by the one thread.
    private static final class Page {

        private final UUID id;
        private final TicketId ticket;
        private final AgentId agent;
        private final SseEmitter emitter;
        private Instant read;
        private List<Other> told = List.of();

        Page(UUID id, TicketId ticket, AgentId agent, Instant read, SseEmitter emitter) {
            this.id = id;
            this.ticket = ticket;
            this.agent = agent;
            this.read = read;
            this.emitter = emitter;
        }

        void tell(List<Other> others, @Nullable Instant changed, boolean signOfLife) throws IOException {
            if (!others.equals(told)) {
                emitter.send(SseEmitter.event().name("others").data(others));
                told = others;
            } else if (signOfLife) {
                emitter.send(SseEmitter.event().comment("here"));
            }
            if (changed != null && changed.isAfter(read)) {
                emitter.send(SseEmitter.event().name("changed").data(changed.toString()));
                read = changed;
            }
        }
    }
}
