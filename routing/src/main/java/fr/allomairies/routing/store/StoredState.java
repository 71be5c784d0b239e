package fr.allomairies.routing.store;

import fr.allomairies.routing.engine.RoutingState;

/// @param turn the number of the last step that is in the state
public record StoredState(long turn, RoutingState state) {}
