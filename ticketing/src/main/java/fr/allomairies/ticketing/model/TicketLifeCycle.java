package fr.allomairies.ticketing.model;

import static fr.allomairies.contact.TicketStatus.CLOSED;
import static fr.allomairies.contact.TicketStatus.IN_HAND;
import static fr.allomairies.contact.TicketStatus.NEW;
import static fr.allomairies.contact.TicketStatus.RESOLVED;
import static fr.allomairies.contact.TicketStatus.WITH_SERVICE;

import fr.allomairies.contact.TicketStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The life of a ticket as a table. A cause that is missing from a row is refused in that status.
public final class TicketLifeCycle {

    private static final Map<TicketStatus, Map<Cause, TicketStatus>> TABLE = new EnumMap<>(Map.of(
            NEW,
            Map.of(
                    Cause.AGENT_WORKED, IN_HAND,
                    Cause.HANDED_OVER, WITH_SERVICE,
                    Cause.SETTLED, RESOLVED,
                    Cause.CITIZEN_WROTE, NEW,
                    // a call that was given up: nothing was said on it, and he was heard elsewhere
                    Cause.REACHED_US, RESOLVED,
                    Cause.CALLED_AGAIN, RESOLVED),
            IN_HAND,
            Map.of(
                    Cause.AGENT_WORKED, IN_HAND,
                    Cause.HANDED_OVER, WITH_SERVICE,
                    Cause.SETTLED, RESOLVED,
                    Cause.CITIZEN_WROTE, IN_HAND),
            WITH_SERVICE,
            Map.of(
                    Cause.AGENT_WORKED, WITH_SERVICE,
                    // a service may pass on to another one
                    Cause.HANDED_OVER, WITH_SERVICE,
                    Cause.SERVICE_REPORTED, WITH_SERVICE,
                    // a task that is needed is left, perhaps another's: an agent goes on
                    Cause.SERVICE_PART_DONE, IN_HAND,
                    // it is not its work: an agent finds out whose it is
                    Cause.SERVICE_REFUSED, IN_HAND,
                    // and nobody but the service ends its work
                    Cause.SERVICE_DONE, RESOLVED,
                    Cause.CITIZEN_WROTE, WITH_SERVICE),
            RESOLVED,
            Map.of(
                    // a word of thanks or a note changes nothing
                    Cause.AGENT_WORKED, RESOLVED,
                    Cause.HANDED_OVER, WITH_SERVICE,
                    Cause.SETTLED, RESOLVED,
                    // who writes again is not satisfied: somebody looks at it
                    Cause.CITIZEN_WROTE, IN_HAND,
                    // the service that said that it was done looks again
                    Cause.NOT_FIXED, WITH_SERVICE,
                    Cause.STAYED_QUIET, CLOSED),
            CLOSED,
            Map.of(
                    Cause.AGENT_WORKED, CLOSED,
                    Cause.HANDED_OVER, WITH_SERVICE,
                    Cause.SETTLED, CLOSED,
                    // a closed request is never a closed door
                    Cause.CITIZEN_WROTE, IN_HAND,
                    Cause.NOT_FIXED, WITH_SERVICE)));

    /// The reason of a change that takes back another one.
    public static final String TAKEN_BACK = "taken-back";

    private TicketLifeCycle() {}

    /// The status after the cause; the same as before when nothing changes; empty when it is refused.
    public static Optional<TicketStatus> next(TicketStatus from, Cause cause) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(cause));
    }

    /// Whether an agent's own work leads from `before` to `now`, so that he may take it back. What a service has, or
    /// what time has closed, is nobody's to take back.
    public static boolean isTakenBack(TicketStatus now, TicketStatus before) {
        return now == before
                || Stream.of(Cause.AGENT_WORKED, Cause.SETTLED)
                        .anyMatch(
                                cause -> next(before, cause).filter(now::equals).isPresent());
    }
}
