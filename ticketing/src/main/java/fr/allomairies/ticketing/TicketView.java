package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ticket as a screen shows it, with all that was said, oldest first: on tickets that are one matter, on all of
/// them.
public record TicketView(
        TicketSummary summary,
        String trackingToken,
        Sender citizen,
        @Nullable Place place,
        String language,
        List<Interaction> interactions) {

    /// What the citizen of this ticket and no other has said and was told.
    public TicketView own() {
        var own = interactions.stream()
                .filter(said -> said.ticket().equals(summary.id()))
                .toList();
        return new TicketView(summary, trackingToken, citizen, place, language, own);
    }

    /// @param ticket the one of the citizen who said it or was told it, and its number: another than the ticket
    ///     shown where several are one matter
    /// @param author the agent who wrote it; absent for the citizen, a service and the system
    /// @param text plain text, ready to be escaped and shown
    /// @param delivery how an outgoing message fares; absent for anything else
    /// @param report what a service reported, whose reason is the text; absent for anything else
    public record Interaction(
            InteractionId id,
            TicketId ticket,
            String number,
            InteractionKind kind,
            Direction direction,
            ChannelKind channel,
            Instant at,
            @Nullable ContactId contact,
            @Nullable AgentId author,
            @Nullable ServiceCode service,
            String subject,
            String text,
            List<Attachment> attachments,
            @Nullable Delivery delivery,
            @Nullable Report report) {}

    /// @param newDate the day announced with it
    public record Report(ServiceProgress progress, @Nullable LocalDate newDate) {}

    /// A stored file. Its content is read through `Attachments`.
    ///
    /// @param threat what the scanner found, as it calls it; absent for nothing
    public record Attachment(
            UUID id,
            String name,
            String type,
            long bytes,
            Scan scan,
            @Nullable String threat) {

        /// Its content is given to nobody otherwise.
        public boolean isOpen() {
            return scan != Scan.INFECTED;
        }
    }

    public enum Scan {
        /// There was no scanner.
        NONE,
        WAITING,
        CLEAN,
        INFECTED,
        /// The scanner cannot look at it.
        FAILED
    }

    public enum Delivery {
        TO_SEND,
        SENT,
        /// On the device of the citizen, as far as its channel tells.
        DELIVERED,
        READ,
        FAILED
    }
}
