package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import java.time.Instant;
import java.util.List;

/// Where reports lie. Safe for many threads.
public interface ReportedPlaces {

    /// Reports with a position that were opened then and stand for themselves, the newest first. Those that are
    /// anonymised have no position any more.
    ///
    /// @param to exclusive
    /// @param limit the newest of them
    List<Reported> between(Instant from, Instant to, int limit);

    /// How many there are, whatever the limit; and how many reports have no position.
    Count count(Instant from, Instant to);

    /// It holds nothing that its citizen wrote.
    record Reported(String number, CategoryCode category, double latitude, double longitude, Instant openedAt) {}

    record Count(int placed, int unplaced) {}
}
