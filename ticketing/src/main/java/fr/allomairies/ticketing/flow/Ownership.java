package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.TicketAssigned;
import fr.allomairies.contact.TicketEvent.TicketGivenBack;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who has a ticket in hand. The lock of its row makes whoever comes second wait, and see who was first.
@Component
class Ownership {

    private final Tickets tickets;
    private final EventLog log;
    private final CityClock clock;

    Ownership(Tickets tickets, EventLog log, CityClock clock) {
        this.tickets = tickets;
        this.log = log;
        this.clock = clock;
    }

    Taking take(TicketId id, AgentId by) {
        return tickets.lockSurvivor(id).map(ticket -> take(ticket, by)).orElseGet(Taking.NoTicket::new);
    }

    private Taking take(StoredTicket ticket, AgentId by) {
        var owner = ticket.owner();
        if (owner == null) {
            tickets.setOwner(ticket.id(), by);
            log.append(new TicketTaken(clock.now(), ticket.id(), by));
        }
        return owner == null || owner.equals(by) ? new Taking.Taken() : new Taking.HeldBy(owner);
    }

    /// @param to null for nobody
    void assign(StoredTicket locked, @Nullable AgentId to, AgentId by) {
        if (!Objects.equals(locked.owner(), to)) {
            tickets.setOwner(locked.id(), to);
            log.append(new TicketAssigned(clock.now(), locked.id(), to, by));
        }
    }

    Optional<Refusal> giveBack(TicketId id, AgentId by) {
        return tickets.lockSurvivor(id).map(ticket -> giveBack(ticket, by)).orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> giveBack(StoredTicket ticket, AgentId by) {
        if (!by.equals(ticket.owner())) {
            return Refusals.refuse("ticket-not-yours", "only who has taken a ticket gives it back");
        }
        tickets.setOwner(ticket.id(), null);
        log.append(new TicketGivenBack(clock.now(), ticket.id(), by));
        return Optional.empty();
    }
}
