package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// With what words citizens began requests of which somebody of the house has said in the end what they are about.
/// They are their own words: personal data.
public interface FirstWords {

    /// Of requests that were answered and not joined with another, the newest first.
    ///
    /// @param since of the last change
    List<Said> newest(Instant since, int limit);

    /// As [#newest], of one request.
    Optional<Said> of(TicketId ticket);

    /// Whose requests they are, of those where he is known.
    Map<TicketId, CitizenId> citizens(Collection<TicketId> tickets);

    /// @param category that the request ended with
    /// @param text with the subject in its first line, if there is one
    record Said(TicketId ticket, String number, CategoryCode category, String text) {}
}
