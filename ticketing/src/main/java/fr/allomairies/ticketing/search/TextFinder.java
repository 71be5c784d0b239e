package fr.allomairies.ticketing.search;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSearch.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An index beside the database, for words among more tickets than its own serves well. What is exact, such as numbers
/// and addresses, is asked of the tables.
public interface TextFinder {

    /// In the order of the filter; empty when it cannot answer now, and the database is asked instead.
    Optional<Hits> find(TicketFilter filter, int limit, int offset);

    /// @param excerpts of those in which something that was said has the words
    /// @param nearly as in [fr.allomairies.ticketing.TicketSearch]
    record Hits(List<TicketId> tickets, Map<TicketId, List<Part>> excerpts, boolean nearly) {}
}
