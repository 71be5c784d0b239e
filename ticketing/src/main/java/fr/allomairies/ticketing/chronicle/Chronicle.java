package fr.allomairies.ticketing.chronicle;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.TicketLifeCycle;
import fr.allomairies.ticketing.search.SearchIndex;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes down what was said on a ticket and where it stands, each with its event. The caller holds the ticket's
/// lock.
@Component
public class Chronicle {

    private final Tickets tickets;
    private final Interactions interactions;
    private final SearchIndex search;
    private final EventLog log;

    Chronicle(Tickets tickets, Interactions interactions, SearchIndex search, EventLog log) {
        this.tickets = tickets;
        this.interactions = interactions;
        this.search = search;
        this.log = log;
    }

    /// Letters of the house itself say nothing new: they are not searched, and are no activity on the ticket.
    public void add(NewInteraction said, Instant now) {
        interactions.insert(said);
        if (!said.automatic()) {
            search.add(said.ticket(), "", said.subject() + "\n" + said.text());
            tickets.touch(said.ticket(), now);
        }
        log.append(said.event());
    }

    /// The first words of a ticket that has just been inserted, found by its heading as well.
    public void open(NewInteraction said, String heading) {
        interactions.insert(said);
        search.add(said.ticket(), heading, said.subject() + "\n" + said.text());
        log.append(said.event());
    }

    /// What the house itself remarks on a ticket that it has just opened. In other words the same as was said: not
    /// searched.
    public void remark(NewInteraction remark) {
        interactions.insert(remark);
        log.append(remark.event());
    }

    public Optional<Refusal> move(StoredTicket ticket, Cause cause, Instant now) {
        return move(ticket, cause, null, now);
    }

    /// Of merged tickets the one that stands for them moves.
    ///
    /// @param disposition what the agent says that it was about; the reason of the change when it is there
    public Optional<Refusal> move(StoredTicket moved, Cause cause, @Nullable String disposition, Instant now) {
        var ticket = tickets.survivor(moved);
        var next = TicketLifeCycle.next(ticket.status(), cause);
        if (next.isEmpty()) {
            return Optional.of(new Refusal(
                    "ticket-status", "not possible while the ticket is " + ticket.status() + ": " + cause.code()));
        }
        var to = next.get();
        if (to != ticket.status()) {
            tickets.setStatus(ticket.id(), to, disposition);
            var reason = disposition == null ? cause.code() : disposition;
            log.append(new TicketStatusChanged(now, ticket.id(), ticket.status(), to, reason));
        }
        tickets.touch(moved.id(), now);
        return Optional.empty();
    }
}
