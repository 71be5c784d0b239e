package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same for many tickets, each by itself: what is refused on one holds back none of the others. Safe for many
/// threads.
public interface Bulk {

    /// At most so many at once.
    int MOST = 200;

    /// Besides the refusals of the single commands: `changed-meanwhile`, when a ticket is not as it was read;
    /// `unchanged`, when it is so already; `held`, when another agent has it; `not-yours`, when who works on it has
    /// not taken it; `to-call-back`, when it would be resolved while its citizen waits for a call.
    ///
    /// @return in the order of the chosen
    List<Outcome> work(List<Chosen> chosen, Work work, AgentId by);

    /// Owner, category, state and disposition are again what they were before, and the log says so. As much an
    /// activity on the ticket as the work was. Refused where anything has happened to the ticket since
    /// (`changed-meanwhile`).
    List<Outcome> takeBack(List<Outcome.Done> done, AgentId by);

    /// @param read when it had changed last, as it was shown
    /// @param owner who had it, as it was shown
    record Chosen(TicketId ticket, Instant read, @Nullable AgentId owner) {}

    sealed interface Work {

        record Take() implements Work {}

        record GiveBack() implements Work {}

        /// Whoever has it now. The caller sees to it that the new owner is an agent.
        record Assign(AgentId to) implements Work {}

        record Classify(CategoryCode category) implements Work {}

        record Resolve(String disposition) implements Work {}
    }

    sealed interface Outcome {

        TicketId ticket();

        /// @param changed when it changed last, with this
        record Done(TicketId ticket, Standing before, Standing after, Instant changed) implements Outcome {}

        record Refused(TicketId ticket, Refusal refusal) implements Outcome {}
    }

    /// What work on many tickets can change.
    ///
    /// @param promised the day that goes with the category
    /// @param disposition what it was about, once that was said
    record Standing(
            TicketStatus status,
            CategoryCode category,
            LocalDate promised,
            @Nullable AgentId owner,
            @Nullable String disposition) {}
}
