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
/// @param merge with which ticket it is one matter; its own state is then that of the moment of the merge
/// @param joinedDue the strictest day promised to whoever is joined
/// @param splitFrom the ticket that it was split off from
/// @param disposition what it was about, once an agent has said it
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
        @Nullable AgentId owner,
        @Nullable Merge merge,
        @Nullable LocalDate joinedDue,
        @Nullable TicketId splitFrom,
        @Nullable String disposition) {

    /// The strictest of what was promised to all that it stands for.
    public LocalDate due() {
        var own = announced == null ? promised : announced;
        return joinedDue == null || own.isBefore(joinedDue) ? own : joinedDue;
    }

    public boolean isOpen() {
        return status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
    }

    /// @param nth of the last thing said before it
    public record Merge(TicketId into, AgentId by, Instant at, long nth) {}
}
