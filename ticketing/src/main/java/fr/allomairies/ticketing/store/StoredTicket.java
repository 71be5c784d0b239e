package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.model.TicketNumber;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A row of the table `ticket`.
///
/// @param email where this request is answered
/// @param owner who has taken it in hand
/// @param promised by the catalogue; `announced` is the later word of the service
public record StoredTicket(
        TicketId id,
        TicketNumber number,
        String trackingToken,
        TicketStatus status,
        CategoryCode category,
        ChannelKind channel,
        String language,
        String subject,
        @Nullable ServiceCode service,
        @Nullable CitizenId citizen,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone,
        @Nullable Place place,
        Instant openedAt,
        Instant changedAt,
        LocalDate promised,
        @Nullable LocalDate announced,
        @Nullable ServiceProgress progress,
        @Nullable AgentId lastAgent,
        @Nullable AgentId owner) {

    public LocalDate due() {
        return announced == null ? promised : announced;
    }
}
