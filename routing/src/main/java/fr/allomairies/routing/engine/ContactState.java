package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A contact at one instant.
///
/// @param step of its line of the rules; never goes back
/// @param excluded agents to whom it is not offered before the time
/// @param shares the other lines to which it has overflowed, in order
public record ContactState(Request request, Place place, int step, Map<AgentId, Instant> excluded, List<Share> shares) {

    public ContactState {
        excluded = Map.copyOf(excluded);
        shares = List.copyOf(shares);
    }

    public ContactState(Request request, Place place, int step, Map<AgentId, Instant> excluded) {
        this(request, place, step, excluded, List.of());
    }

    public ContactState at(Place next) {
        return new ContactState(request, next, step, excluded, shares);
    }

    public ContactState atStep(int next) {
        return new ContactState(request, place, next, excluded, shares);
    }

    public ContactState excluding(Map<AgentId, Instant> agents) {
        return new ContactState(request, place, step, agents, shares);
    }

    public ContactState shared(Share share) {
        return new ContactState(
                request,
                place,
                share.step(),
                excluded,
                Stream.concat(shares.stream(), Stream.of(share)).toList());
    }
}
