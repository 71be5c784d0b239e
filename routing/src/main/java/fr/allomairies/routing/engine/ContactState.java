package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import java.util.Map;

/// A contact at one instant.
///
/// @param step of its line of the rules; never goes back
/// @param excluded agents to whom it is not offered before the time
public record ContactState(Request request, Place place, int step, Map<AgentId, Instant> excluded) {

    public ContactState {
        excluded = Map.copyOf(excluded);
    }
}
