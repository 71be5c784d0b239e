package fr.allomairies.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the border turned away or set aside, so that the account of everything received closes.
public sealed interface IntakeEvent extends Event {

    ChannelKind channel();

    /// The same message came again; it is the same contact.
    record DuplicateIgnored(Instant at, ChannelKind channel, ContactId contact) implements IntakeEvent {}

    /// The message cannot be read or used; it is kept, with its reason, for the administrator.
    ///
    /// @param message id of the stored raw message
    /// @param reason kebab-case code
    record MessageQuarantined(Instant at, ChannelKind channel, UUID message, String reason) implements IntakeEvent {}

    /// A bounce or an automatic answer: recorded, never a contact, never answered.
    ///
    /// @param ticket the ticket that it belongs to, where that is known
    record AutomaticMessageReceived(
            Instant at,
            ChannelKind channel,
            UUID message,
            AutomaticKind kind,
            @Nullable TicketId ticket) implements IntakeEvent {}

    enum AutomaticKind {
        BOUNCE,
        AUTOMATIC_REPLY
    }
}
