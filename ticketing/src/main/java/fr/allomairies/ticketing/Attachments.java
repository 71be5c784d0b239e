package fr.allomairies.ticketing;

import java.util.Optional;
import java.util.UUID;

/// Files of tickets. The caller has checked the right to see the ticket.
public interface Attachments {

    Optional<NewAttachment> content(UUID attachment);
}
