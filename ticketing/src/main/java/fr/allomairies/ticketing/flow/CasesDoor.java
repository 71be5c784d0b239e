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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where each command on several tickets goes.
@Service
@Transactional
class CasesDoor implements Cases {

    private final Merging merging;
    private final Splitting splitting;
    private final Correspondence correspondence;
    private final Queries queries;
    private final Tickets tickets;
    private final Merges merges;

    CasesDoor(
            Merging merging,
            Splitting splitting,
            Correspondence correspondence,
            Queries queries,
            Tickets tickets,
            Merges merges) {
        this.merging = merging;
        this.splitting = splitting;
        this.correspondence = correspondence;
        this.queries = queries;
        this.tickets = tickets;
        this.merges = merges;
    }

    @Override
    public Optional<Refusal> merge(TicketId survivor, Collection<TicketId> others, AgentId by) {
        return merging.merge(survivor, others, by);
    }

    @Override
    public Optional<Refusal> separate(TicketId ticket, AgentId by) {
        return merging.separate(ticket, by);
    }

    @Override
    public Split split(TicketId from, List<InteractionId> chosen, CategoryCode category, String subject, AgentId by) {
        return splitting.split(from, chosen, category, subject, by);
    }

    @Override
    public Optional<Refusal> rejoin(TicketId ticket, AgentId by) {
        return splitting.rejoin(ticket, by);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Joined> joined(TicketId survivor) {
        return merges.below(survivor).stream().map(this::joined).toList();
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
    public Optional<Refusal> answerAll(TicketId ticket, AgentId author, String text, String idempotencyKey) {
        return tickets.lockSurvivor(ticket)
                .map(survivor -> {
                    correspondence.addToAll(survivor, merges.below(survivor.id()), author, text, idempotencyKey);
                    return Optional.<Refusal>empty();
                })
                .orElseGet(Refusals::noTicket);
    }

    @Override
    public Optional<Refusal> unlessChanged(TicketId ticket, Instant read, Supplier<Optional<Refusal>> command) {
        return tickets.lockSurvivor(ticket)
                .map(survivor -> survivor.changedAt().equals(read)
                        ? command.get()
                        : Refusals.refuse("changed-meanwhile", "the ticket has changed since it was read"))
                .orElseGet(Refusals::noTicket);
    }
}
