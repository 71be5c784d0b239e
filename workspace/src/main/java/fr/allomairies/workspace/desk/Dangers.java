package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the assistant took for a danger, and what the agents who had the citizen then say of it.
@Component
class Dangers {

    private final EventLog log;
    private final Clock clock;

    Dangers(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /// Empty for a contact that did not speak to the assistant.
    Optional<Seen> of(ContactId contact) {
        return seen(log.of(contact));
    }

    /// Her last word counts: one that says what is said already, or is of a contact that did not speak to the
    /// assistant, is passed over.
    ///
    /// @param wrong whether the assistant was
    @Transactional
    public void judge(ContactId contact, AgentId agent, boolean wrong) {
        var events = log.of(contact);
        seen(events).ifPresent(seen -> {
            var danger = seen.danger() != wrong;
            if (said(events).orElse(seen.danger()) != danger) {
                log.append(new DangerCorrected(clock.instant(), contact, agent, danger));
            }
        });
    }

    private static Optional<Boolean> said(List<Event> events) {
        return events.stream()
                .filter(DangerCorrected.class::isInstance)
                .map(event -> ((DangerCorrected) event).danger())
                .reduce((_, last) -> last);
    }

    private static Optional<Seen> seen(List<Event> events) {
        if (events.stream().noneMatch(AssistantReplied.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(new Seen(
                events.stream().anyMatch(event -> event instanceof AssistantEnded ended && ended.urgent())));
    }

    /// @param danger whether the assistant saw one
    record Seen(boolean danger) {}
}
