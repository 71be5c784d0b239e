package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What citizen and agent write to each other on a ticket that is open already.
@Component
class Correspondence {

    private final Tickets tickets;
    private final Interactions interactions;
    private final Files files;
    private final Chronicle chronicle;
    private final CityClock clock;

    Correspondence(Tickets tickets, Interactions interactions, Files files, Chronicle chronicle, CityClock clock) {
        this.tickets = tickets;
        this.interactions = interactions;
        this.files = files;
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

    Optional<Refusal> saidOtherwise(InteractionId said, String text) {
        return interactions.reads(said, text) ? Optional.empty() : Refusals.saidOtherwise();
    }

    InteractionId addFile(
            TicketId id, ContactId contact, AgentId author, String text, NewAttachment file, String idempotencyKey) {
        var ticket = tickets.lock(id).orElseThrow();
        return interactions.byKey(id, idempotencyKey).orElseGet(() -> {
            var said = write(ticket, contact, author, text, idempotencyKey);
            attach(said, List.of(file));
            return said;
        });
    }

    void attach(InteractionId said, List<NewAttachment> brought) {
        var spot = interactions.spot(said);
        files.keep(brought, spot.ticket(), said, spot.channel());
    }

    /// To each of several who asked for the same. Who asked twice gets one letter, and reads it on both of his
    /// pages. The caller holds the survivor's lock.
    Optional<Refusal> addToAll(
            StoredTicket survivor, List<StoredTicket> joined, AgentId author, String text, String key) {
        var told = new HashSet<EmailAddress>();
        var untold = new ArrayList<StoredTicket>();
        for (var ticket : Stream.concat(Stream.of(survivor), joined.stream()).toList()) {
            var said = interactions.byKey(ticket.id(), key);
            if (said.isEmpty()) {
                untold.add(ticket);
            } else if (!interactions.reads(said.get(), text)) {
                return Refusals.saidOtherwise();
            }
        }
        untold.forEach(
                ticket -> write(ticket, null, author, text, key, ticket.email() != null && told.add(ticket.email())));
        return Optional.empty();
    }

    private InteractionId write(
            StoredTicket ticket, @Nullable ContactId contact, @Nullable AgentId author, String text, String key) {
        return write(ticket, contact, author, text, key, ticket.email() != null);
    }

    /// @param carried whether a mail carries it, if it is one
    private InteractionId write(
            StoredTicket ticket,
            @Nullable ContactId contact,
            @Nullable AgentId author,
            String text,
            String key,
            boolean carried) {
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
                author != null && (channel.isMessenger() || channel.equals(ChannelKind.EMAIL) && carried),
                false);
        chronicle.add(said, now);
        if (author != null) {
            tickets.setLastAgent(ticket.id(), author);
        }
        chronicle.move(ticket, author == null ? Cause.CITIZEN_WROTE : Cause.AGENT_WORKED, now);
        return said.id();
    }

    /// A chat is answered where it goes on, and in a messenger whenever it is; anything else by mail as soon as an
    /// address is known, and on the tracking page in any case.
    private ChannelKind channel(StoredTicket ticket, @Nullable ContactId contact, @Nullable AgentId author) {
        var spoken = contact == null
                ? ticket.channel()
                : tickets.contact(contact).map(Tickets.KnownContact::channel).orElse(ticket.channel());
        var chatting = spoken.isMessenger() || contact != null && spoken.isChat();
        return author == null || chatting || ticket.email() == null ? spoken : ChannelKind.EMAIL;
    }
}
