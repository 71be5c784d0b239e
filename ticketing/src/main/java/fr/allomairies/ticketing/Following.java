package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who follows which request, and is told of what others do with it. What is one matter is followed as one. Who may
/// see a request is the caller's to know. Safe for many threads.
public interface Following {

    /// Of one ticket.
    int MOST_FOLLOWERS = 50;

    /// By one agent, closed ones not counted.
    int MOST_FOLLOWED = 500;

    /// In one note.
    int MOST_MENTIONED = 10;

    /// That are kept for one agent; the oldest go first.
    int MOST_NEWS = 500;

    /// Refused with `followers-too-many` and `followed-too-many`. Harmless for who follows it already.
    Optional<Refusal> follow(TicketId ticket, AgentId agent);

    /// Also what stands for the ticket and what it stands for. Harmless for who does not follow it.
    void unfollow(TicketId ticket, AgentId agent);

    /// A note that names people: each is told, and follows the ticket from then on where the bounds leave room. Its
    /// author is not told.
    ///
    /// @param holds the contact that it is about, and so works on the ticket as its owner does
    /// @param mentioned at most [#MOST_MENTIONED]
    /// @param idempotencyKey the same key on the same ticket is written once, and tells once
    InteractionId note(
            TicketId ticket, AgentId author, boolean holds, String text, Set<AgentId> mentioned, String idempotencyKey);

    /// With `ticket-anonymised`, where all that was said is gone.
    Optional<Refusal> refusesNotes(TicketId ticket);

    /// By login.
    List<AgentId> followers(TicketId ticket);

    /// What is new of the ticket, and of what is one matter with it, has been seen by the reader.
    void seen(TicketId ticket, AgentId reader);

    void allSeen(AgentId reader);

    /// What he has not seen: the newest of each ticket, under the one that stands for it.
    Map<TicketId, News> unseen(AgentId reader);

    /// How much each of them has not seen. Absent where that is nothing.
    Map<AgentId, Count> counts(Collection<AgentId> readers);

    /// @param what the rest of the key of its text
    /// @param number of the ticket that stands for it
    /// @param by absent for the citizen, a service and the system
    /// @param value a code that belongs to it
    record News(
            long position,
            String number,
            Instant at,
            String what,
            @Nullable AgentId by,
            String value) {}

    /// @param newest its position
    record Count(int news, int mentions, long newest) {

        public static final Count NONE = new Count(0, 0, 0);
    }
}
