package fr.allomairies.routing.engine;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import java.util.List;
import java.util.Optional;

/// The result of one command.
///
/// @param decisions what is now true, in order
/// @param contacts those that changed, as they are now; one that ended appears here for the last time
/// @param agents those that changed, as they are now
/// @param refusal why the command was not carried out
public record Step(
        List<Event> decisions, List<ContactState> contacts, List<AgentStatus> agents, Optional<Refusal> refusal) {

    public Step {
        decisions = List.copyOf(decisions);
        contacts = List.copyOf(contacts);
        agents = List.copyOf(agents);
    }

    public boolean changesNothing() {
        return decisions.isEmpty() && contacts.isEmpty() && agents.isEmpty();
    }
}
