package fr.allomairies.channels.chat;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation of the widget or of a messenger. It may outlive its contact: who writes again after the end opens the
/// next.
///
/// @param party what the provider of a messenger calls the citizen; absent in the widget
/// @param heardAt when he wrote last in a messenger, as its provider says
record Conversation(
        UUID id,
        ChannelKind channel,
        @Nullable String party,
        @Nullable String name,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone,
        String language,
        @Nullable Instant heardAt,
        @Nullable ContactId contact,
        @Nullable TicketId ticket) {}
