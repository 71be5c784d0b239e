package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;

/// What a contact asks of an agent at its present step. Contacts of equal demand and slope wait in one queue, since
/// whoever can take one of them can take any.
///
/// @param cost share of the capacity, 1 to [Rules#CAPACITY]
record Demand(ChannelKind channel, int cost, Group group) {}
