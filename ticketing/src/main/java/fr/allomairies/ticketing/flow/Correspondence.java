package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What citizen and agent write to each other on a ticket that is open already.
@Component
class Correspondence {

    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final CityClock clock;

    Correspondence(Tickets tickets, Interactions interactions, Chronicle chronicle, CityClock clock) {
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    InteractionId add(
            TicketId id, @Nullable ContactId contact, @Nullable AgentId author, String text, String idempotencyKey) {
        var ticket = tickets.lock(id).orElseThrow();
        return interactions
                .byKey(id, idempotencyKey)
                .orElseGet(() -> write(ticket, contact, author, text, idempotencyKey));
    }

    private InteractionId write(
            StoredTicket ticket, @Nullable ContactId contact, @Nullable AgentId author, String text, String key) {
        var now = clock.now();
        var channel = channel(ticket, contact, author);
        var said = new NewInteraction(
                InteractionId.next(),
                ticket.id(),
                InteractionKind.MESSAGE,
                author == null ? Direction.IN : Direction.OUT,
                channel,
                now,
                contact,
                author,
                null,
                "",
                text,
                null,
                key,
                author != null && channel.equals(ChannelKind.EMAIL) && ticket.email() != null,
                false);
        chronicle.add(said, now);
        if (author != null) {
            tickets.setLastAgent(ticket.id(), author);
        }
        chronicle.move(ticket, author == null ? Cause.CITIZEN_WROTE : Cause.AGENT_WORKED, now);
        return said.id();
    }

    /// A chat is answered where it goes on; anything else by mail as soon as an address is known, and on the tracking
    /// page in any case.
    private ChannelKind channel(StoredTicket ticket, @Nullable ContactId contact, @Nullable AgentId author) {
        var spoken = contact == null
                ? ticket.channel()
                : tickets.contact(contact).map(Tickets.KnownContact::channel).orElse(ticket.channel());
        var chatting = contact != null && spoken.equals(ChannelKind.CHAT);
        return author == null || chatting || ticket.email() == null ? spoken : ChannelKind.EMAIL;
    }
}
