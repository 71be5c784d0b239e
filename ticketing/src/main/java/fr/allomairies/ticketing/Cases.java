package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Several requests that are one matter, and one request that was several. A merged ticket keeps its number, its
/// citizen, its tracking page and what was said on it; another one stands for it: its state, its service and its
/// days are those of that one. Nothing is copied, so that undoing a merge takes nothing but a pointer away.
public interface Cases {

    /// At most so many tickets are merged at once.
    int MOST = 20;

    /// Refused, each with everything as it was: `already-merged`, when somebody was faster; `held`, when another
    /// agent has one of them; `with-service-elsewhere`, when a service works on one that does not survive and on
    /// the survivor none does; `survivor-over`, when the survivor is settled and another is not.
    Optional<Refusal> merge(TicketId survivor, Collection<TicketId> others, AgentId by);

    /// Merges a ticket that was just opened into the request of that number, or what stands for it. In the transaction
    /// of the caller, who waits for his turn.
    ///
    /// @return false, with nothing changed, when that is settled by now
    boolean join(TicketId opened, String number);

    /// Undoes the merge of that ticket, which is again as it was; what its citizen and its letters have said
    /// since is its own.
    Optional<Refusal> separate(TicketId ticket, AgentId by);

    /// Opens a ticket of the same citizen for what speaks of another matter. What is chosen was said by one
    /// citizen, or is a note, and something that he said stays.
    Split split(TicketId from, List<InteractionId> chosen, CategoryCode category, String subject, AgentId by);

    /// Undoes a split: what was split off goes back to where it was said, and what was said on the ticket since
    /// is one matter with it.
    Optional<Refusal> rejoin(TicketId ticket, AgentId by);

    /// Those that the ticket stands for, in the order of their opening.
    List<Joined> joined(TicketId survivor);

    /// The number of the ticket that this one was split off from.
    Optional<String> splitFrom(TicketId ticket);

    /// When each of the tickets changed last.
    Map<TicketId, Instant> changes(Collection<TicketId> tickets);

    /// To every citizen who asked for the same, each on his own ticket and once.
    ///
    /// @param idempotencyKey the same key on the same ticket is written once
    Optional<Refusal> answerAll(TicketId ticket, AgentId author, String text, String idempotencyKey);

    /// Carries the command out unless the ticket, or one that is one matter with it, has changed since it was read
    /// (`changed-meanwhile`). Nobody changes it in between.
    ///
    /// @param read the `changedAt` that was read
    Optional<Refusal> unlessChanged(TicketId ticket, Instant read, Supplier<Optional<Refusal>> command);

    /// @param before how much was said before the merge, and goes back with it
    /// @param after what was said since by its citizen and to him, which is its own as well
    /// @param ticket as it is by itself: with its own state, service and day
    /// @param afterwards the state in which it would be
    /// @param separable whether its merge can be undone; what is left of a split that was undone is split off anew
    record Joined(
            TicketSummary ticket, Sender citizen, int before, int after, TicketStatus afterwards, boolean separable) {}

    sealed interface Split {

        record Done(String number) implements Split {}

        record Refused(Refusal refusal) implements Split {}
    }
}
