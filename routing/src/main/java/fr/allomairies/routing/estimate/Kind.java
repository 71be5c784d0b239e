package fr.allomairies.routing.estimate;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Standing;

/// Contacts that the same agents can take, each of whom has as much room for them.
record Kind(ChannelKind channel, int cost, Requirement asks) {

    static Kind of(Standing contact) {
        return new Kind(contact.request().channel(), contact.cost(), contact.asks());
    }
}
