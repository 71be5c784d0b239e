package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a channel hands over once it has understood who, what and where.
///
/// @param externalId the channel's own id of the message, such as a Message-ID; kept for threading
/// @param category as the citizen or the menu said; absent when unknown, which makes it `other`
/// @param threadHints external ids and ticket numbers that the message refers to, the most telling first
/// @param number that its citizen was told already, by [TicketNumbers]: it opens the ticket of that number
public record InboundContact(
        ContactId contact,
        ChannelKind channel,
        String externalId,
        Instant receivedAt,
        Sender sender,
        @Nullable CategoryCode category,
        String subject,
        String text,
        @Nullable Place place,
        List<NewAttachment> attachments,
        List<String> threadHints,
        String language,
        @Nullable String number) {

    public InboundContact {
        attachments = List.copyOf(attachments);
        threadHints = List.copyOf(threadHints);
    }

    public InboundContact(
            ContactId contact,
            ChannelKind channel,
            String externalId,
            Instant receivedAt,
            Sender sender,
            @Nullable CategoryCode category,
            String subject,
            String text,
            @Nullable Place place,
            List<NewAttachment> attachments,
            List<String> threadHints,
            String language) {
        this(
                contact,
                channel,
                externalId,
                receivedAt,
                sender,
                category,
                subject,
                text,
                place,
                attachments,
                threadHints,
                language,
                null);
    }

    /// The same at another place.
    public InboundContact at(Place elsewhere) {
        return with(elsewhere, number);
    }

    /// The same with the number that was told.
    public InboundContact numbered(String told) {
        return with(place, told);
    }

    private InboundContact with(@Nullable Place place, @Nullable String number) {
        return new InboundContact(
                contact,
                channel,
                externalId,
                receivedAt,
                sender,
                category,
                subject,
                text,
                place,
                attachments,
                threadHints,
                language,
                number);
    }
}
