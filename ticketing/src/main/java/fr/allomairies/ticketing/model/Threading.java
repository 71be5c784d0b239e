package fr.allomairies.ticketing.model;

import fr.allomairies.contact.TicketId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which ticket a contact follows. A message joins a ticket only when its sender takes part in it: whoever learns a
/// number or an id of somebody else's request gets a ticket of his own.
public sealed interface Threading {

    record Follow(TicketId ticket) implements Threading {}

    /// @param mentioned number of the ticket that the contact refers to and has no part in
    record OpenNew(@Nullable TicketNumber mentioned) implements Threading {}

    /// @param candidates tickets that the contact refers to, the most telling first
    /// @param answered the sender's ticket on which an answer to it was faster than itself
    static Threading decide(List<Candidate> candidates, @Nullable TicketId answered) {
        return candidates.stream()
                .filter(Candidate::participant)
                .map(Candidate::ticket)
                .findFirst()
                .or(() -> Optional.ofNullable(answered))
                .<Threading>map(Follow::new)
                .orElseGet(() -> new OpenNew(
                        candidates.isEmpty() ? null : candidates.getFirst().number()));
    }

    /// @param participant whether the sender takes part in the ticket
    record Candidate(TicketId ticket, TicketNumber number, boolean participant) {}
}
