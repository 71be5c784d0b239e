package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The ticket that a contact opened or joined.
///
/// @param number what citizen and agent call it, such as `NCA-26-000123`
/// @param trackingToken unguessable; the page `/suivi/{token}` needs no account
/// @param lastAgent who last answered on it, for affinity
/// @param due the day promised to the citizen, as last announced
/// @param place of the ticket
/// @param flood one of too many mails: kept on its ticket, and moves nothing
public record Receipt(
        TicketId ticket,
        String number,
        String trackingToken,
        boolean opened,
        CategoryCode category,
        @Nullable AgentId lastAgent,
        @Nullable LocalDate due,
        @Nullable Place place,
        boolean flood) {

    /// One that somebody is to answer.
    public Receipt(
            TicketId ticket,
            String number,
            String trackingToken,
            boolean opened,
            CategoryCode category,
            @Nullable AgentId lastAgent,
            @Nullable LocalDate due,
            @Nullable Place place) {
        this(ticket, number, trackingToken, opened, category, lastAgent, due, place, false);
    }

    public Receipt ofFlood() {
        return new Receipt(ticket, number, trackingToken, opened, category, lastAgent, due, place, true);
    }
}
