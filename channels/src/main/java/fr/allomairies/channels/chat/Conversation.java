package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.TicketId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation of the widget. It may outlive its contact: who writes again after the end opens the next.
record Conversation(
        UUID id,
        @Nullable String name,
        @Nullable EmailAddress email,
        String language,
        @Nullable ContactId contact,
        @Nullable TicketId ticket) {}
