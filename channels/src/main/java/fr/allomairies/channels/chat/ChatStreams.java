package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The open windows of this node. One thread follows the log and wakes the windows that an event concerns; each then
/// sends what it has not sent yet, so that nothing depends on which events it saw.
@Component
class ChatStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChatStreams.class);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Set<ChatStream> open = ConcurrentHashMap.newKeySet();
    private final EventLog log;
    private final Marks marks;
    private volatile boolean running;

    ChatStreams(EventLog log, Marks marks) {
        this.log = log;
        this.marks = marks;
    }

    void add(ChatStream stream) {
        open.add(stream);
        stream.onClose(() -> open.remove(stream));
        stream.wake();
    }

    /// ChatConversations with a window that still takes what it is sent.
    Set<UUID> alive() {
        open.forEach(ChatStream::beat);
        return open.stream().map(ChatStream::conversation).collect(Collectors.toSet());
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("chat-streams").start(this::follow);
        Thread.ofVirtual().name("chat-marks").start(this::followMarks);
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(ChatStream::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        var position = log.head();
        while (running) {
            try {
                if (log.awaitBeyond(position, PATIENCE)) {
                    var entries = log.read(position, BATCH);
                    wake(entries.stream().map(LogEntry::event).toList());
                    position = entries.isEmpty() ? position : entries.getLast().position();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("chat-streams-wait-for-the-log");
                pause();
            }
        }
    }

    /// Looks at them once for all windows, on whichever node they are made.
    private void followMarks() {
        while (running) {
            try {
                if (!open.isEmpty()) {
                    show(marks.recentOfAgents());
                }
            } catch (RuntimeException e) {
                LOG.atDebug().addKeyValue("cause", e.getMessage()).log("chat-marks-wait");
            }
            pause();
        }
    }

    private void show(Map<UUID, Mark> recent) {
        for (var stream : open) {
            var mark = recent.get(stream.conversation());
            if (mark != null) {
                Thread.ofVirtual().name("chat-mark").start(() -> stream.show(mark));
            }
        }
    }

    /// A window without a contact yet may be that of any new one; one whose contact is over, that of any new chat.
    private void wake(List<Event> events) {
        var contacts = events.stream().flatMap(ChatStreams::contact).collect(Collectors.toSet());
        var chatBegins = events.stream().anyMatch(ChatStreams::beginsChat);
        open.stream()
                .filter(stream -> stream.contact().map(contacts::contains).orElse(!contacts.isEmpty())
                        || (chatBegins && stream.isOver()))
                .forEach(ChatStream::wake);
    }

    private static boolean beginsChat(Event event) {
        return event instanceof ContactArrived arrived && arrived.channel().equals(ChannelKind.CHAT);
    }

    private static Stream<ContactId> contact(Event event) {
        return switch (event) {
            case ContactEvent contact -> Stream.of(contact.contact());
            case InteractionAdded added -> Stream.ofNullable(added.contact());
            default -> Stream.empty();
        };
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
