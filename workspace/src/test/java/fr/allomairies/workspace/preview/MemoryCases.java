package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Presence;
import fr.allomairies.ticketing.Satisfaction;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Every ticket stands for itself, and nobody else looks at it.
@Component
class MemoryCases implements Cases, Presence, Satisfaction {

    private static final Refusal NOT_HERE = new Refusal("merge-of-none", "no ticket is merged here");

    private final Ticketing ticketing;

    MemoryCases(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    @Override
    public boolean join(TicketId opened, String number) {
        throw new UnsupportedOperationException("nobody reports in a preview");
    }

    @Override
    public Optional<Refusal> merge(TicketId survivor, Collection<TicketId> others, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public Optional<Refusal> separate(TicketId ticket, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public Split split(TicketId from, List<InteractionId> chosen, CategoryCode category, String subject, AgentId by) {
        return new Split.Refused(NOT_HERE);
    }

    @Override
    public Optional<Refusal> rejoin(TicketId ticket, AgentId by) {
        return Optional.of(NOT_HERE);
    }

    @Override
    public List<Joined> joined(TicketId survivor) {
        return List.of();
    }

    @Override
    public Optional<String> splitFrom(TicketId ticket) {
        return Optional.empty();
    }

    @Override
    public Map<TicketId, Instant> changes(Collection<TicketId> tickets) {
        return Map.of();
    }

    @Override
    public Optional<Refusal> answerAll(TicketId ticket, AgentId author, String text, String idempotencyKey) {
        return ticketing.saidOtherwise(ticketing.addMessage(ticket, null, author, text, idempotencyKey), text);
    }

    @Override
    public Optional<Refusal> unlessChanged(TicketId ticket, Instant read, Supplier<Optional<Refusal>> command) {
        return ticketing.ticket(ticket).orElseThrow().summary().changedAt().equals(read)
                ? command.get()
                : Optional.of(new Refusal("changed-meanwhile", "the ticket has changed since it was read"));
    }

    @Override
    public void here(TicketId ticket, AgentId agent, UUID page) {
        // nobody else is there to see it
    }

    @Override
    public void writes(UUID page, AgentId agent) {
        // nobody else is there to see it
    }

    @Override
    public void gone(UUID page) {
        // nobody else is there to see it
    }

    @Override
    public Map<TicketId, List<Present>> on(Collection<TicketId> tickets) {
        return Map.of();
    }

    @Override
    public Optional<Refusal> give(TicketId ticket, int score, String comment) {
        throw new UnsupportedOperationException("nobody answers in the preview");
    }

    @Override
    public Optional<Answer> of(TicketId ticket) {
        return Optional.empty();
    }
}
