package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceWrote;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.HandOvers.Answer;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.flow.ServiceWork.Told;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a service answers from outside of the product, each answer once. In the caller's transaction.
@Component
public class ServiceAnswers {

    public static final String REFUSED = "REFUSED";

    static final int LONGEST = 2_000;
    static final Optional<Refusal> TOO_LONG =
            Refusals.refuse("reason-too-long", "the reason has at most " + LONGEST + " characters");
    static final Optional<Refusal> REASON_MISSING =
            Refusals.refuse("refusal-reason-missing", "a refusal needs a reason");
    static final Optional<Refusal> UNKNOWN =
            Refusals.refuse("progress-unknown", "progress is IN_PROGRESS, DELAYED, DONE or REFUSED");

    private final ServiceWork work;
    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final Files files;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;

    ServiceAnswers(
            ServiceWork work,
            Tickets tickets,
            Interactions interactions,
            Chronicle chronicle,
            Files files,
            EventLog log,
            Wording wording,
            CityClock clock) {
        this.work = work;
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.files = files;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    public Optional<Refusal> take(TicketId id, ServiceCode service, String key, Answer answer) {
        if (answer.reason() != null && answer.reason().length() > LONGEST) {
            return TOO_LONG;
        }
        var ticket = tickets.lockSurvivor(id);
        if (ticket.isEmpty()) {
            return Refusals.noTicket();
        }
        if (interactions.byKey(ticket.get().id(), key).isPresent()) {
            return Optional.empty();
        }
        if (REFUSED.equals(answer.what())) {
            return refuse(ticket.get(), service, key, answer.reason(), null);
        }
        return progress(answer.what())
                .map(known -> work.report(
                        id, service, new Told(known, answer.reason(), answer.newDate(), service.value(), key)))
                .orElse(UNKNOWN);
    }

    static Optional<ServiceProgress> progress(@Nullable String what) {
        return Arrays.stream(ServiceProgress.values())
                .filter(known -> known.name().equals(what))
                .findFirst();
    }

    /// An officer who is signed in says so.
    public Optional<Refusal> refuse(TicketId id, ServiceCode service, @Nullable String reason, AgentId officer) {
        return tickets.lockSurvivor(id)
                .map(ticket -> refuse(ticket, service, null, reason, officer))
                .orElseGet(Refusals::noTicket);
    }

    /// It is not the service's to do: an agent goes on, and the citizen is told nothing of it.
    private Optional<Refusal> refuse(
            StoredTicket ticket,
            ServiceCode service,
            @Nullable String key,
            @Nullable String reason,
            @Nullable AgentId officer) {
        if (reason == null || reason.isBlank()) {
            return REASON_MISSING;
        }
        if (reason.length() > LONGEST) {
            return TOO_LONG;
        }
        if (!service.equals(ticket.service()) || ticket.status() != TicketStatus.WITH_SERVICE) {
            return Refusals.refuse("ticket-of-another-service", "the ticket is not with the service " + service);
        }
        var words = wording.say(Locale.FRENCH, "ticketing.note.service-refused") + "\n" + reason.strip();
        chronicle.add(word(ticket, service, key, words), clock.now());
        return chronicle.move(ticket, Cause.SERVICE_REFUSED, null, officer, clock.now());
    }

    public void keep(TicketId id, ServiceCode service, String key, String text, List<NewAttachment> attachments) {
        var ticket = tickets.lockSurvivor(id).orElseThrow();
        if (interactions.byKey(ticket.id(), key).isEmpty()) {
            var words = wording.say(Locale.FRENCH, "ticketing.note.service-wrote") + "\n" + text.strip();
            var said = word(ticket, service, key, words);
            chronicle.add(said, clock.now());
            files.keep(attachments, said);
            log.append(new ServiceWrote(clock.now(), ticket.id(), service, said.id()));
        }
    }

    private NewInteraction word(StoredTicket ticket, ServiceCode service, @Nullable String key, String words) {
        return new NewInteraction(
                InteractionId.next(),
                ticket.id(),
                InteractionKind.NOTE,
                Direction.INTERNAL,
                ticket.channel(),
                clock.now(),
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
}
