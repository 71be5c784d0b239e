package fr.allomairies.application.messaging;

import fr.allomairies.contact.AccessEvent;
import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.IntakeEvent;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.PrivacyEvent;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.SteeringEvent;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventCodec;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Every event of the log, at least once, and for one ticket in the order of the log. The id of a CloudEvent is the
/// position in the log, so that a reader knows what it has had; docs/events.md describes them.
///
/// The cursor moves only once Kafka has acknowledged all that is before it. While Kafka is away the follower waits.
final class EventTopic implements LogFollower {

    static final String NAME = "event-topic";

    private static final int REMEMBERED = 10_000;

    private final KafkaTemplate<String, CloudEvent> kafka;
    private final KafkaSettings settings;
    private final EventLog log;
    private final EventCodec codec = new EventCodec();
    private final List<CompletableFuture<?>> unacknowledged = new ArrayList<>();
    private final Map<ContactId, String> tickets = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    EventTopic(KafkaTemplate<String, CloudEvent> kafka, KafkaSettings settings, EventLog log) {
        this.kafka = kafka;
        this.settings = settings;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void on(LogEntry entry) {
        if (unacknowledged.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new Acknowledged());
        }
        var key = key(entry.event());
        unacknowledged.add(kafka.send(settings.events(), key, cloudEvent(entry, key)));
    }

    /// A batch whose events are not all acknowledged is rolled back, and comes again.
    private final class Acknowledged implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            kafka.flush();
            CompletableFuture.allOf(unacknowledged.toArray(CompletableFuture[]::new))
                    .join();
        }

        @Override
        public void afterCompletion(int status) {
            unacknowledged.clear();
        }
    }

    private CloudEvent cloudEvent(LogEntry entry, String key) {
        var event = entry.event();
        return CloudEventBuilder.v1()
                .withId(Long.toString(entry.position()))
                .withSource(settings.source())
                .withType("fr.allomairies." + codec.type(event) + ".v1")
                .withTime(event.at().atOffset(ZoneOffset.UTC))
                .withSubject(key)
                .withExtension("partitionkey", key)
                .withData("application/json", codec.write(event).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /// What must stay in order has one key: a ticket, with its contacts.
    private String key(Event event) {
        return switch (event) {
            case TicketEvent change -> change.ticket().toString();
            case ContactEvent step -> ticketOf(step.contact());
            case RecordingEvent.OfOne recording -> ticketOf(recording.contact());
            case ListeningEvent listening -> ticketOf(listening.contact());
            case RecordingEvent _ -> "recordings";
            case AgentEvent change -> change.agent().value();
            case IntakeEvent _ -> "intake";
            case SteeringEvent _ -> "steering";
            case PrivacyEvent _ -> "privacy";
            case AccessEvent _ -> "access";
        };
    }

    private static Optional<TicketId> ticketIn(Event event) {
        return switch (event) {
            case ContactQueued queued -> Optional.of(queued.ticket());
            case CallPlaced placed -> Optional.of(placed.ticket());
            default -> Optional.empty();
        };
    }

    /// A call in the menu has no ticket yet.
    private String ticketOf(ContactId contact) {
        var known = tickets.get(contact);
        if (known != null) {
            return known;
        }
        var found = log.of(contact).stream()
                .flatMap(event -> ticketIn(event).stream())
                .map(TicketId::toString)
                .findFirst();
        found.ifPresent(ticket -> tickets.put(contact, ticket));
        return found.orElseGet(() -> contact.toString());
    }
}
