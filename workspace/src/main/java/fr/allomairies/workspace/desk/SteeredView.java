package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.routing.Steered;
import fr.allomairies.workspace.AgentDirectory;

/// What a supervisor decided of an agent, as it is said to her.
///
/// @param by name of the supervisor
record SteeredView(String at, String to, String reason, String by) {

    static SteeredView of(Steered order, AgentDirectory directory) {
        return new SteeredView(order.at().toString(), order.to().name(), order.reason(), directory.nameOf(order.by()));
    }

    static SteeredView of(AgentSteered order, AgentDirectory directory) {
        return of(new Steered(order.at(), order.to(), order.reason(), order.by()), directory);
    }
}
