package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Access, export and erasure of what the house has of one citizen. Whoever asks has checked the right to, and the
/// identity of the citizen. Safe for many threads.
public interface CitizenRights {

    /// For how long a reason that was given opens the file, to whom gave it.
    Duration OPEN = Duration.ofHours(2);

    /// Known by any of what is told, at most 20; a name as far as it was typed, without regard to accents.
    List<Match> find(Sender told);

    /// Somebody wants to see what there is, and says why. Refused with `reason-missing` unless the reason has 10 to
    /// 500 characters, and with `citizen-gone`.
    Answer open(CitizenId citizen, String why, AgentId by);

    /// For [#OPEN], and for nobody else.
    Optional<File> file(UUID request, AgentId by);

    /// A ZIP archive of everything, for [#OPEN], and for nobody else; it is logged before its first byte.
    ///
    /// @return false when there is no such file
    boolean export(UUID request, AgentId by, OutputStream to) throws IOException;

    /// Everything goes that need not be kept: requests in hand or held back follow by themselves once they are not
    /// any more. It cannot be undone.
    ///
    /// @return empty when there is no such file
    Optional<Erased> erase(UUID request, AgentId by);

    /// The newest first.
    List<Act> acts(int limit);

    sealed interface Answer {

        record Opened(UUID request) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    record Match(CitizenId citizen, @Nullable String name, List<String> addresses, Instant knownSince, int tickets) {}

    record File(Match who, String why, List<Line> tickets) {

        /// Requests that an erasure leaves for now.
        public long staying() {
            return tickets.stream().filter(Line::stays).count();
        }
    }

    record Line(String number, String subject, TicketStatus status, Instant openedAt, boolean open, boolean held) {

        public boolean stays() {
            return open || held;
        }
    }

    /// @param kept requests that follow later
    record Erased(int tickets, int kept) {}

    enum Kind {
        READ,
        EXPORT,
        ERASURE
    }

    /// @param by absent for an erasure that was done again on a restored backup
    /// @param doneAt absent for an erasure of which something is still kept
    record Act(
            UUID id,
            Kind kind,
            String why,
            @Nullable AgentId by,
            Instant at,
            @Nullable Instant doneAt) {}
}
