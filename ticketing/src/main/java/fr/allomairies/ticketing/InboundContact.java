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
        String language) {

    public InboundContact {
        attachments = List.copyOf(attachments);
        threadHints = List.copyOf(threadHints);
    }

    /// The same at another place.
    public InboundContact at(Place elsewhere) {
        return new InboundContact(
                contact,
                channel,
                externalId,
                receivedAt,
                sender,
                category,
                subject,
                text,
                elsewhere,
                attachments,
                threadHints,
                language);
    }
}
