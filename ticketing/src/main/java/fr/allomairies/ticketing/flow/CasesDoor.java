package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Where each command on several tickets goes.
@Service
class CasesDoor implements Cases {

    private static final int ATTEMPTS = 30;
    private static final String LOCK_NOT_AVAILABLE = "55P03"; // of PostgreSQL
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Merging merging;
    private final Splitting splitting;
    private final Correspondence correspondence;
    private final Queries queries;
    private final Tickets tickets;
    private final Merges merges;
    private final TransactionTemplate transaction;

    CasesDoor(
            Merging merging,
            Splitting splitting,
            Correspondence correspondence,
            Queries queries,
            Tickets tickets,
            Merges merges,
            TransactionTemplate transaction) {
        this.transaction = transaction;
        this.merging = merging;
        this.splitting = splitting;
        this.correspondence = correspondence;
        this.queries = queries;
        this.tickets = tickets;
        this.merges = merges;
    }

    @Override
    public Optional<Refusal> merge(TicketId survivor, Collection<TicketId> others, AgentId by) {
        return patiently(() -> merging.merge(survivor, others, by), Optional::of);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean join(TicketId opened, String number) {
        return merging.join(opened, number);
    }

    @Override
    public Optional<Refusal> separate(TicketId ticket, AgentId by) {
        return patiently(() -> merging.separate(ticket, by), Optional::of);
    }

    @Override
    public Split split(TicketId from, List<InteractionId> chosen, CategoryCode category, String subject, AgentId by) {
        return patiently(() -> splitting.split(from, chosen, category, subject, by), Split.Refused::new);
    }

    @Override
    public Optional<Refusal> rejoin(TicketId ticket, AgentId by) {
        return patiently(() -> splitting.rejoin(ticket, by), Optional::of);
    }

    /// Somebody works on one of the tickets for the moment: their turn is soon over.
    private <T> T patiently(Supplier<T> command, Function<Refusal, T> refused) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(_ -> command.get()));
            } catch (PessimisticLockingFailureException | UncategorizedSQLException e) {
                if (!isTaken(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return refused.apply(new Refusal("busy", "somebody works on one of the tickets at this moment"));
    }

    /// Spring has no name of its own for a lock that did not come in time.
    private static boolean isTaken(DataAccessException failure) {
        return !(failure instanceof UncategorizedSQLException other)
                || other.getSQLException() instanceof SQLException cause
                        && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Joined> joined(TicketId survivor) {
        return merges.below(survivor).stream().map(this::joined).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> splitFrom(TicketId ticket) {
        return tickets.find(ticket)
                .flatMap(split -> Optional.ofNullable(split.splitFrom()))
                .flatMap(tickets::find)
                .map(origin -> origin.number().value());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<TicketId, Instant> changes(Collection<TicketId> wanted) {
        return merges.changes(wanted);
    }

    private Joined joined(StoredTicket ticket) {
        var merge = Objects.requireNonNull(ticket.merge());
        var said = merges.said(ticket.id(), merge.nth());
        return new Joined(
                queries.itself(ticket),
                queries.citizen(ticket),
                said.before(),
                said.after(),
                merging.afterwards(ticket, merge),
                !merge.into().equals(ticket.splitFrom()));
    }

    @Override
    @Transactional
    public Optional<Refusal> answerAll(TicketId ticket, AgentId author, String text, String idempotencyKey) {
        return tickets.lockSurvivor(ticket)
                .map(survivor ->
                        correspondence.addToAll(survivor, merges.below(survivor.id()), author, text, idempotencyKey))
                .orElseGet(Refusals::noTicket);
    }

    @Override
    @Transactional
    public Optional<Refusal> unlessChanged(TicketId ticket, Instant read, Supplier<Optional<Refusal>> command) {
        return tickets.lockSurvivor(ticket)
                .map(survivor -> survivor.changedAt().equals(read)
                        ? command.get()
                        : Refusals.refuse("changed-meanwhile", "the ticket has changed since it was read"))
                .orElseGet(Refusals::noTicket);
    }
}
