package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.HotSpots;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// No reports come near to each other.
@Component
class NothingGathers implements HotSpots {

    @Override
    public List<HotSpot> found() {
        return List.of();
    }

    @Override
    public Outcome raise(Collection<TicketId> reports, AgentId by) {
        return new Outcome(null, 0, Optional.empty());
    }

    @Override
    public void dismiss(Collection<TicketId> reports, AgentId by) {}
}
