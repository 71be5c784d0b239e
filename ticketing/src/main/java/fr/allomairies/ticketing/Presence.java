package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who looks at a ticket, and who writes on it, on whichever node. No event: it is worth nothing a moment later.
public interface Presence {

    /// A page that has not told for so long that it is there is gone.
    Duration GONE_AFTER = Duration.ofSeconds(15);

    /// Who has typed nothing for so long does not write.
    Duration SILENT_AFTER = Duration.ofSeconds(8);

    /// Told again well before [#GONE_AFTER].
    void here(TicketId ticket, AgentId agent, UUID page);

    /// Harmless for a page that is not there.
    void writes(UUID page, AgentId agent);

    void gone(UUID page);

    /// Each agent once, whatever he has open.
    Map<TicketId, List<Present>> on(Collection<TicketId> tickets);

    record Present(AgentId agent, boolean writing) {}
}
