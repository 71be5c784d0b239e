package fr.allomairies.ticketing.letters;

import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketEvent.TaskReported;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.model.LetterRule;
import java.util.List;
import org.springframework.stereotype.Component;

/// Follows the log and has a letter written wherever the citizen must be told.
@Component
class LetterFollower implements LogFollower {

    private final Letters letters;

    LetterFollower(Letters letters) {
        this.letters = letters;
    }

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public boolean wants(Event event) {
        return switch (event) {
            case TicketOpened opened -> LetterRule.isAcknowledgedAtOnce(opened.channel());
            case InteractionAdded added ->
                added.kind() == InteractionKind.PROGRESS && added.direction() == Direction.INTERNAL;
            case TicketHandedOver _, TaskDone _, TaskReopened _ -> true;
            case TaskReported reported -> reported.progress() == ServiceProgress.DELAYED;
            case ServiceReported reported -> reported.progress() == ServiceProgress.DONE;
            case CitizenNotReached missed -> missed.last();
            default -> false;
        };
    }

    /// Acknowledgements together, before what came of their tickets.
    @Override
    public void on(List<LogEntry> entries) {
        var opened = entries.stream()
                .map(LogEntry::event)
                .filter(TicketOpened.class::isInstance)
                .map(event -> ((TicketOpened) event).ticket())
                .toList();
        if (!opened.isEmpty()) {
            letters.acknowledge(opened);
        }
        entries.forEach(this::tell);
    }

    @Override
    public void on(LogEntry entry) {
        on(List.of(entry));
    }

    private void tell(LogEntry entry) {
        switch (entry.event()) {
            case InteractionAdded report -> letters.tell(report.ticket(), report.interaction());
            case TicketHandedOver handed -> letters.passedOn(handed.ticket(), handed.service(), handed.at());
            case TaskDone done -> letters.taskMoved(done.ticket(), done.task(), entry.position());
            case TaskReopened again -> letters.taskMoved(again.ticket(), again.task(), entry.position());
            case TaskReported delayed -> letters.taskMoved(delayed.ticket(), delayed.task(), entry.position());
            case ServiceReported done -> letters.standing(done.ticket(), entry.position());
            case CitizenNotReached missed -> letters.notReached(missed.contact(), missed.attempt());
            default -> {}
        }
    }
}
