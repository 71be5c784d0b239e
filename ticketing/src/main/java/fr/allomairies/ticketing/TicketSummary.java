package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One line of a list of tickets.
///
/// Of a merged one the state, the service, the days and the owner are those of the ticket that stands for it.
///
/// @param due the day promised to the citizen, as last announced
/// @param owner who has taken it in hand
/// @param merged when another one stands for it
/// @param progress what the service in charge last reported; absent before its first word
public record TicketSummary(
        TicketId id,
        String number,
        String subject,
        TicketStatus status,
        CategoryCode category,
        ChannelKind channel,
        @Nullable ServiceCode service,
        @Nullable String citizen,
        Instant openedAt,
        Instant changedAt,
        @Nullable LocalDate due,
        @Nullable ServiceProgress progress,
        @Nullable AgentId owner,
        @Nullable Merged merged) {

    /// @param number of the one that stands for it
    /// @param by who merged it
    public record Merged(TicketId into, String number, AgentId by, Instant at) {}
}
