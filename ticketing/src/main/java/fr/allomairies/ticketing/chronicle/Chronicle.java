package fr.allomairies.ticketing.chronicle;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.TicketLifeCycle;
import fr.allomairies.ticketing.search.SearchIndex;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes down what was said on a ticket and where it stands, each with its event. The caller holds the ticket's
/// lock.
@Component
public class Chronicle {

    private final JdbcClient db;
    private final Tickets tickets;
    private final EventLog log;

    Chronicle(JdbcClient db, Tickets tickets, EventLog log) {
        this.db = db;
        this.tickets = tickets;
        this.log = log;
    }

    /// Letters of the house itself say nothing new: they are not searched, and are no activity on the ticket.
    public void add(NewInteraction said, Instant now) {
        Write.together(db, adding(said, now));
    }

    /// The same, for the caller to write with what else there is.
    public List<Write> adding(NewInteraction said, Instant now) {
        log.append(said.event());
        var writes = new ArrayList<Write>();
        writes.add(Interactions.insertion(said));
        if (!said.automatic()) {
            writes.addAll(SearchIndex.entries(said.ticket(), "", words(said)));
            writes.add(Tickets.touch(said.ticket(), now));
        }
        return writes;
    }

    /// Letters of the house itself, with one statement.
    public void addLetters(List<NewInteraction> letters) {
        log.append(letters.stream().map(NewInteraction::event).toList());
        Write.together(db, List.of(Interactions.insertion(letters)));
    }

    /// The first words of a ticket, found by its heading as well, and what the house itself remarks on it: in other
    /// words the same as was said, and not searched. For the caller to write behind the ticket.
    public List<Write> opening(NewInteraction said, String heading, List<NewInteraction> remarks) {
        var writes = new ArrayList<Write>();
        writes.add(Interactions.insertion(said));
        writes.addAll(SearchIndex.entries(said.ticket(), heading, words(said)));
        log.append(said.event());
        remarks.forEach(remark -> {
            writes.add(Interactions.insertion(remark));
            log.append(remark.event());
        });
        return writes;
    }

    private static String words(NewInteraction said) {
        return said.subject() + "\n" + said.text();
    }

    public Optional<Refusal> move(StoredTicket ticket, Cause cause, Instant now) {
        return move(ticket, cause, null, null, now);
    }

    /// Back to where an agent's work has just led it from.
    public Optional<Refusal> takeBack(
            StoredTicket ticket, TicketStatus to, @Nullable String disposition, AgentId by, Instant now) {
        if (!TicketLifeCycle.isTakenBack(ticket.status(), to)) {
            return Optional.of(new Refusal("ticket-status", "no way back from " + ticket.status() + " to " + to));
        }
        if (to != ticket.status()) {
            tickets.setStatusBack(ticket.id(), to, disposition);
            log.append(new TicketStatusChanged(now, ticket.id(), ticket.status(), to, TicketLifeCycle.TAKEN_BACK, by));
            touch(ticket, now);
        }
        return Optional.empty();
    }

    public void touch(StoredTicket ticket, Instant now) {
        Write.together(db, List.of(Tickets.touch(ticket.id(), now)));
    }

    /// Of merged tickets the one that stands for them moves.
    ///
    /// @param disposition what the agent says that it was about; the reason of the change when it is there
    /// @param by the agent who decided it
    public Optional<Refusal> move(
            StoredTicket moved, Cause cause, @Nullable String disposition, @Nullable AgentId by, Instant now) {
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
            log.append(new TicketStatusChanged(now, ticket.id(), ticket.status(), to, reason, by));
        }
        touch(moved, now);
        return Optional.empty();
    }
}
