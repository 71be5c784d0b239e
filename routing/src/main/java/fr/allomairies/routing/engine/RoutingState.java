package fr.allomairies.routing.engine;

import java.util.List;

/// The whole of what routing knows at one instant. An engine made of it goes on exactly where the other one was.
///
/// @param contacts in the order of their ids
/// @param agents in the order of their ids
public record RoutingState(List<ContactState> contacts, List<AgentStatus> agents) {

    public static final RoutingState EMPTY = new RoutingState(List.of(), List.of());

    public RoutingState {
        contacts = List.copyOf(contacts);
        agents = List.copyOf(agents);
    }
}
