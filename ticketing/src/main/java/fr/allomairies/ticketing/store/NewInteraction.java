package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something said or written, on its way into the table `interaction`.
///
/// @param toSend whether a channel has to carry it out of the house
/// @param automatic whether the house itself wrote it
public record NewInteraction(
        InteractionId id,
        TicketId ticket,
        InteractionKind kind,
        Direction direction,
        ChannelKind channel,
        Instant at,
        @Nullable ContactId contact,
        @Nullable AgentId author,
        @Nullable ServiceCode service,
        String subject,
        String text,
        @Nullable String externalId,
        @Nullable String idempotencyKey,
        boolean toSend,
        boolean automatic) {

    public InteractionAdded event() {
        return new InteractionAdded(at, ticket, id, kind, direction, channel, contact, author);
    }

    /// A remark that never leaves the house.
    public static NewInteraction note(
            TicketId ticket, ChannelKind channel, Instant at, @Nullable AgentId author, String text) {
        return note(ticket, channel, at, author, text, null);
    }

    public static NewInteraction note(
            TicketId ticket,
            ChannelKind channel,
            Instant at,
            @Nullable AgentId author,
            String text,
            @Nullable String idempotencyKey) {
        return new NewInteraction(
                InteractionId.next(),
                ticket,
                InteractionKind.NOTE,
                Direction.INTERNAL,
                channel,
                at,
                null,
                author,
                null,
                "",
                text,
                null,
                idempotencyKey,
                false,
                false);
    }
}
