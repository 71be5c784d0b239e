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
/// @param source the application that brought it, where there are several
/// @param notFixed says that what was done about its request has not helped
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
        @Nullable String number,
        @Nullable String source,
        boolean notFixed) {

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
                null,
                null,
                false);
    }

    /// The same at another place.
    public InboundContact at(Place elsewhere) {
        return with(elsewhere, number, source, notFixed);
    }

    /// The same with the number that was told.
    public InboundContact numbered(String told) {
        return with(place, told, source, notFixed);
    }

    public InboundContact from(@Nullable String application) {
        return with(place, number, application, notFixed);
    }

    public InboundContact sayingNotFixed() {
        return with(place, number, source, true);
    }

    private InboundContact with(
            @Nullable Place place, @Nullable String number, @Nullable String source, boolean notFixed) {
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
                number,
                source,
                notFixed);
    }
}
