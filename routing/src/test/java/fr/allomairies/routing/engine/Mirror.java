package fr.allomairies.routing.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A state kept by what the steps hand over, as the tables keep it.
final class Mirror {

    private final Map<Object, ContactState> contacts = new HashMap<>();
    private final Map<Object, AgentStatus> agents = new HashMap<>();

    void apply(Step step) {
        step.agents().forEach(agent -> agents.put(agent.id(), agent));
        for (var contact : step.contacts()) {
            if (contact.place() instanceof Place.Ended) {
                contacts.remove(contact.request().contact());
            } else {
                contacts.put(contact.request().contact(), contact);
            }
        }
    }

    RoutingState state() {
        return new RoutingState(
                List.copyOf(contacts.values()).stream()
                        .sorted(Comparator.comparing(
                                contact -> contact.request().contact().value()))
                        .toList(),
                agents.values().stream()
                        .sorted(Comparator.comparing(AgentStatus::id))
                        .toList());
    }
}
