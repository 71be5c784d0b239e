package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.MissedCalls;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Each ticket in a transaction of its own, so that none waits for the others and one that fails fails alone.
@Service
class BulkDoor implements Bulk {

    private static final Logger LOG = LoggerFactory.getLogger(BulkDoor.class);

    private static final Refusal CHANGED = new Refusal("changed-meanwhile", "the ticket has changed since it was read");
    private static final Refusal UNCHANGED = new Refusal("unchanged", "the ticket is so already");
    private static final Refusal NOT_YOURS = new Refusal("not-yours", "only who has taken a ticket works on it");
    private static final Refusal HELD = new Refusal("held", "another agent has the ticket");
    private static final Refusal TO_CALL_BACK = new Refusal("to-call-back", "its citizen waits for a call");

    private final Tickets tickets;
    private final Merges merges;
    private final MissedCalls missed;
    private final Ownership ownership;
    private final AgentWork agents;
    private final TransactionTemplate transaction;

    BulkDoor(
            Tickets tickets,
            Merges merges,
            MissedCalls missed,
            Ownership ownership,
            AgentWork agents,
            TransactionTemplate transaction) {
        this.tickets = tickets;
        this.merges = merges;
        this.missed = missed;
        this.ownership = ownership;
        this.agents = agents;
        this.transaction = transaction;
    }

    @Override
    public List<Outcome> work(List<Chosen> chosen, Work work, AgentId by) {
        return chosen.stream()
                .limit(MOST)
                .map(one -> alone(one.ticket(), ticket -> work(ticket, one, work, by)))
                .toList();
    }

    @Override
    public List<Outcome> takeBack(List<Outcome.Done> done, AgentId by) {
        return done.stream()
                .limit(MOST)
                .map(one -> alone(one.ticket(), ticket -> takeBack(ticket, one, by)))
                .toList();
    }

    private Outcome alone(TicketId id, Function<StoredTicket, Optional<Refusal>> command) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                var outcome = locked(id, command);
                if (outcome instanceof Outcome.Refused) {
                    status.setRollbackOnly();
                }
                return outcome;
            }));
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).addKeyValue("ticket", id).log("bulk-line-failed");
            return new Outcome.Refused(id, new Refusal("failed", "the ticket could not be reached"));
        }
    }

    /// One that was merged since has changed: another one stands for it.
    private Outcome locked(TicketId id, Function<StoredTicket, Optional<Refusal>> command) {
        var before = tickets.lockSurvivor(id);
        var refusal = before.isEmpty()
                ? Refusals.noTicket()
                : before.filter(ticket -> ticket.id().equals(id)).map(command).orElse(Optional.of(CHANGED));
        return refusal.<Outcome>map(why -> new Outcome.Refused(id, why))
                .orElseGet(() -> done(before.orElseThrow(), tickets.find(id).orElseThrow()));
    }

    private static Outcome done(StoredTicket before, StoredTicket after) {
        var was = standing(before);
        var is = standing(after);
        return was.equals(is)
                ? new Outcome.Refused(after.id(), UNCHANGED)
                : new Outcome.Done(after.id(), was, is, after.changedAt());
    }

    private static Standing standing(StoredTicket ticket) {
        return new Standing(
                ticket.status(), ticket.category(), ticket.promised(), ticket.owner(), ticket.disposition());
    }

    private Optional<Refusal> work(StoredTicket ticket, Chosen chosen, Work work, AgentId by) {
        return switch (work) {
            case Work.Take() ->
                ownership.take(ticket.id(), by) instanceof Taking.Taken ? Optional.empty() : Optional.of(HELD);
            case Work.GiveBack() -> mine(ticket, by).or(() -> ownership.giveBack(ticket.id(), by));
            case Work.Assign(var to) -> {
                if (!Objects.equals(ticket.owner(), chosen.owner())) {
                    yield Optional.of(CHANGED);
                }
                ownership.assign(ticket, to, by);
                yield Optional.empty();
            }
            case Work.Classify(var category) ->
                mine(ticket, by)
                        .or(() -> unchanged(ticket, chosen))
                        .or(() -> agents.classify(ticket.id(), category, by));
            case Work.Resolve(var disposition) ->
                mine(ticket, by)
                        .or(() -> unchanged(ticket, chosen))
                        .or(() -> calledBack(ticket))
                        .or(() -> agents.resolve(ticket.id(), disposition, by));
        };
    }

    private static Optional<Refusal> mine(StoredTicket ticket, AgentId by) {
        return by.equals(ticket.owner()) ? Optional.empty() : Optional.of(ticket.owner() == null ? NOT_YOURS : HELD);
    }

    private static Optional<Refusal> unchanged(StoredTicket ticket, Chosen chosen) {
        return ticket.changedAt().equals(chosen.read()) ? Optional.empty() : Optional.of(CHANGED);
    }

    /// Whoever waits for a call is not forgotten in a heap.
    private Optional<Refusal> calledBack(StoredTicket ticket) {
        var matter = Stream.concat(Stream.of(ticket), merges.below(ticket.id()).stream())
                .map(StoredTicket::id)
                .toList();
        return missed.on(matter).isEmpty() ? Optional.empty() : Optional.of(TO_CALL_BACK);
    }

    private Optional<Refusal> takeBack(StoredTicket ticket, Outcome.Done done, AgentId by) {
        var isAsLeft =
                standing(ticket).equals(done.after()) && ticket.changedAt().equals(done.changed());
        if (!isAsLeft) {
            return Optional.of(CHANGED);
        }
        var before = done.before();
        return agents.takeBack(ticket, before, by).or(() -> {
            ownership.assign(ticket, before.owner(), by);
            return Optional.empty();
        });
    }
}
