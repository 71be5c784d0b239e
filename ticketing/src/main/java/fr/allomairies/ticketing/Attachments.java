package fr.allomairies.ticketing;

import fr.allomairies.contact.TicketId;
import java.util.Optional;
import java.util.UUID;

/// Files of tickets, but those in which a scanner found something. The caller has checked the right to see the ticket.
public interface Attachments {

    Optional<NewAttachment> content(UUID attachment);

    /// Empty as well when the file belongs to another ticket.
    Optional<NewAttachment> content(UUID attachment, TicketId ticket);
}
