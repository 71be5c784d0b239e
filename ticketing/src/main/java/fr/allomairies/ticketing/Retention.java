package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What goes when its time has come, and what is held back. Safe for many threads.
public interface Retention {

    /// What holds: as the administration said last, or else as the settings say.
    Periods periods();

    /// Every node keeps to it from the next run on. Refused with `months-form` (1 to 1200) and `code-unknown` (neither
    /// a category nor a theme).
    Optional<Refusal> set(Periods periods, AgentId by);

    /// The newest first.
    List<Change> changes(int limit);

    /// What would go now. Nothing is changed.
    default Preview preview() {
        return preview(periods());
    }

    /// What would go now if data were kept for so long. Nothing is changed.
    Preview preview(Periods periods);

    /// The same now, as far as `limit` tickets; what is left is for the next time. It cannot be undone.
    Run apply(@Nullable AgentId by, int limit);

    /// The newest first.
    List<Run> runs(int limit);

    /// Everything that each module says it keeps.
    List<PersonalData.Holding> holdings();

    /// For how long requests of the category are kept, unless their channel says otherwise.
    int months(CategoryCode category);

    Standing of(TicketId ticket);

    /// Nothing of the ticket, and of those that are one matter with it, goes any more. Refused with
    /// `ticket-not-found`, `reason-missing` unless it has 10 to 500 characters, and `held-already`.
    Optional<Refusal> hold(String number, String why, AgentId by);

    /// Nothing happens when it is not held.
    void release(String number, AgentId by);

    /// The newest first.
    List<Hold> holds();

    /// @param traces numbers of callers and messages without a request
    /// @param held tickets whose time has come and that are held back
    record Preview(List<Due> due, int traces, int held) {

        public int tickets() {
            return due.stream().mapToInt(Due::tickets).sum();
        }
    }

    /// @param months that they are kept
    record Due(CategoryCode category, ChannelKind channel, int months, int tickets, Instant oldest) {}

    /// @param by absent for the night's own
    record Run(Instant began, Instant ended, @Nullable AgentId by, int tickets, int traces) {}

    /// @param anonymisedAt absent when all is as it was said
    record Standing(@Nullable Instant anonymisedAt, boolean held) {}

    record Change(Periods what, Instant at, AgentId by) {}

    record Hold(String number, String why, AgentId by, Instant at) {}
}
