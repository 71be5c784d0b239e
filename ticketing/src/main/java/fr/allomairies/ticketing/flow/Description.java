package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.TicketDescribed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.letters.Letters;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.search.SearchIndex;
import fr.allomairies.ticketing.store.Citizens;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What an agent corrects on a ticket: the subject, the place, who asks and where he is answered.
@Component
class Description {

    private final Tickets tickets;
    private final Citizens citizens;
    private final Chronicle chronicle;
    private final SearchIndex search;
    private final EventLog log;
    private final Letters letters;
    private final CityClock clock;

    Description(
            Tickets tickets,
            Citizens citizens,
            Chronicle chronicle,
            SearchIndex search,
            EventLog log,
            Letters letters,
            CityClock clock) {
        this.letters = letters;
        this.tickets = tickets;
        this.citizens = citizens;
        this.chronicle = chronicle;
        this.search = search;
        this.log = log;
        this.clock = clock;
    }

    Optional<Refusal> describe(
            TicketId id, @Nullable String subject, @Nullable Place place, @Nullable Sender citizen, AgentId by) {
        if (subject != null && subject.isBlank()) {
            return Refusals.refuse("subject-blank", "a subject needs at least one word");
        }
        var found = tickets.find(id);
        if (found.isEmpty()) {
            return Refusals.noTicket();
        }
        if (citizen != null) {
            citizens.serialize(citizen);
            Optional.ofNullable(found.get().citizen()).ifPresent(citizens::lock);
        }
        return tickets.lock(id)
                .map(ticket -> describe(ticket, subject, place, citizen, by))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> describe(
            StoredTicket ticket,
            @Nullable String subject,
            @Nullable Place place,
            @Nullable Sender citizen,
            AgentId by) {
        tickets.describe(ticket.id(), subject, place);
        if (citizen != null) {
            var who = citizens.correct(ticket.citizen(), citizen, clock.now()).orElse(null);
            tickets.setCitizen(ticket.id(), who, citizen.email(), citizen.phone());
            if (ticket.email() == null && citizen.email() != null && isOpen(ticket)) {
                letters.acknowledge(List.of(ticket.id()));
            }
        }
        search.rewrite(ticket.id());
        return described(ticket, by);
    }

    private Optional<Refusal> described(StoredTicket ticket, AgentId by) {
        var now = clock.now();
        log.append(new TicketDescribed(now, ticket.id(), by));
        return chronicle.move(ticket, Cause.AGENT_WORKED, now);
    }

    Optional<Refusal> forget(TicketId id, Detail detail, AgentId by) {
        return tickets.lock(id)
                .map(ticket -> {
                    tickets.forget(id, detail);
                    search.rewrite(id);
                    return described(ticket, by);
                })
                .orElseGet(Refusals::noTicket);
    }

    private static boolean isOpen(StoredTicket ticket) {
        return ticket.status() != TicketStatus.RESOLVED && ticket.status() != TicketStatus.CLOSED;
    }
}
