package fr.allomairies.ticketing;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Optional;

/// What citizens say of how their requests ended. Safe for many threads.
public interface Satisfaction {

    int LONGEST_COMMENT = 500;

    /// Once for a ticket that is resolved or closed: a second answer is refused.
    ///
    /// @param score 1, not at all, to 5, very
    /// @param comment may be empty
    Optional<Refusal> give(TicketId ticket, int score, String comment);

    Optional<Answer> of(TicketId ticket);

    record Answer(int score, String comment, Instant at) {}
}
