package fr.allomairies.ticketing;

import fr.allomairies.contact.TicketId;
import java.util.List;
import java.util.Map;

/// What a search found.
///
/// @param excerpts the place in a ticket where the words stand; none for a ticket found by its number, its citizen
///     or
/// its subject alone
/// @param nearly no ticket has the words as typed: these have the words that come nearest
public record TicketSearch(List<TicketSummary> tickets, Map<TicketId, List<Part>> excerpts, boolean nearly) {

    /// A piece of an excerpt, in their order.
    ///
    /// @param found whether it is one of the words
    public record Part(String text, boolean found) {}
}
