package fr.allomairies.ticketing.model;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketStatus;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which tickets may become one matter: nothing that somebody works on or waits for is lost by it.
public final class MergeRule {

    private MergeRule() {}

    public static Optional<Refusal> refusal(Side survivor, Collection<Side> others, AgentId by) {
        if (Stream.concat(Stream.of(survivor), others.stream()).anyMatch(side -> isHeldByAnother(side.owner(), by))) {
            return refuse("held", "another agent has one of the tickets");
        }
        if (survivor.status() != TicketStatus.WITH_SERVICE
                && others.stream().anyMatch(other -> other.status() == TicketStatus.WITH_SERVICE)) {
            return refuse("with-service-elsewhere", "a service works on a ticket that would not survive");
        }
        return isOver(survivor.status()) && others.stream().anyMatch(other -> !isOver(other.status()))
                ? refuse("survivor-over", "the survivor is settled, and another ticket is not")
                : Optional.empty();
    }

    public static boolean isHeldByAnother(@Nullable AgentId owner, AgentId by) {
        return owner != null && !owner.equals(by);
    }

    public static boolean isOver(TicketStatus status) {
        return status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED;
    }

    private static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }

    /// @param owner who has it in hand
    public record Side(TicketStatus status, @Nullable AgentId owner) {}
}
