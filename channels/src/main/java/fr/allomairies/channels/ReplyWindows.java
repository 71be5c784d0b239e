package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Optional;

/// How long citizens may be answered in messengers, whose providers close a while after their last word.
public interface ReplyWindows {

    /// Empty where nobody on the ticket has written in that messenger.
    Optional<ReplyWindow> of(TicketId ticket, ChannelKind messenger);

    /// @param until when answers in our own words end, or ended
    /// @param how an answer of a person would go now
    record ReplyWindow(Instant until, How how) {}

    enum How {
        FREELY,
        /// In our own words still, though the provider asks for haste.
        LATE,
        /// By a text that the provider has approved, with the address of the tracking page, where the answer stands.
        BY_TEMPLATE,
        NOT
    }
}
