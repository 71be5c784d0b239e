package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.ProgressRule;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A municipal service tells how the work goes.
@Component
class ServiceWork {

    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final EventLog log;
    private final CityClock clock;
    private final TicketTasks tasks;
    private final Wording wording;

    ServiceWork(
            Tickets tickets,
            Interactions interactions,
            Chronicle chronicle,
            EventLog log,
            CityClock clock,
            TicketTasks tasks,
            Wording wording) {
        this.wording = wording;
        this.tasks = tasks;
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.log = log;
        this.clock = clock;
    }

    Optional<Refusal> report(TicketId id, ServiceCode service, Told told) {
        var refusal = ProgressRule.check(told.progress(), told.reason(), told.newDate(), clock.today());
        if (refusal.isPresent()) {
            return refusal;
        }
        return tickets.lockSurvivor(id)
                .map(ticket -> report(ticket, service, told))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> report(StoredTicket ticket, ServiceCode service, Told told) {
        if (!service.equals(ticket.service())) {
            return Refusals.refuse("ticket-of-another-service", "the ticket is not with the service " + service);
        }
        if (ticket.status() != TicketStatus.WITH_SERVICE) {
            return Refusals.refuse("ticket-status", "the ticket is " + ticket.status() + ", not with the service");
        }
        if (told.progress() == ServiceProgress.DONE && tasks.isOneNeeded(ticket.id())) {
            return writePartDone(ticket, service, told, clock.now());
        }
        return saysNothingNew(ticket, told) ? Optional.empty() : write(ticket, service, told, clock.now());
    }

    /// The service has done its part. The citizen is told what remains, not that all is done; an agent goes on with its
    /// words.
    private Optional<Refusal> writePartDone(StoredTicket ticket, ServiceCode service, Told told, Instant now) {
        var words = wording.say(Locale.FRENCH, "ticketing.note.part-done") + "\n" + told.words();
        var said = interaction(ticket, service, InteractionKind.NOTE, words.strip(), told.key(), now);
        chronicle.add(said, now);
        interactions.setProgress(said.id(), told.progress(), told.newDate(), told.officer());
        tickets.setProgress(ticket.id(), told.progress(), told.newDate());
        log.append(new ServiceReported(now, ticket.id(), service, told.progress(), told.newDate()));
        return chronicle.move(ticket, Cause.SERVICE_PART_DONE, now);
    }

    private Optional<Refusal> write(StoredTicket ticket, ServiceCode service, Told told, Instant now) {
        var said = interaction(ticket, service, InteractionKind.PROGRESS, told.words(), told.key(), now);
        chronicle.add(said, now);
        interactions.setProgress(said.id(), told.progress(), told.newDate(), told.officer());
        tickets.setProgress(ticket.id(), told.progress(), told.newDate());
        log.append(new ServiceReported(now, ticket.id(), service, told.progress(), told.newDate()));
        var done = told.progress() == ServiceProgress.DONE;
        return chronicle.move(ticket, done ? Cause.SERVICE_DONE : Cause.SERVICE_REPORTED, now);
    }

    /// A second click, which the citizen is not told of.
    private static boolean saysNothingNew(StoredTicket ticket, Told told) {
        return told.progress() == ServiceProgress.IN_PROGRESS
                && ticket.progress() == ServiceProgress.IN_PROGRESS
                && told.words().isEmpty()
                && (told.newDate() == null || Objects.equals(told.newDate(), ticket.announced()));
    }

    private static NewInteraction interaction(
            StoredTicket ticket,
            ServiceCode service,
            InteractionKind kind,
            String words,
            @Nullable String key,
            Instant now) {
        return new NewInteraction(
                InteractionId.next(),
                ticket.id(),
                kind,
                Direction.INTERNAL,
                ticket.channel(),
                now,
                null,
                null,
                service,
                "",
                words,
                null,
                key,
                false,
                false);
    }

    /// @param officer login of who tells it, or the service itself
    /// @param key the same again changes nothing; absent where it cannot come again
    record Told(
            ServiceProgress progress,
            @Nullable String reason,
            @Nullable LocalDate newDate,
            String officer,
            @Nullable String key) {

        String words() {
            return reason == null ? "" : reason.strip();
        }
    }
}
