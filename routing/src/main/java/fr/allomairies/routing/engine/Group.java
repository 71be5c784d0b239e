package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All contacts that ask for the same, waiting or ringing, and how many signed-in agents satisfy it.
final class Group {

    final Requirement requirement;
    final List<Clause> clauses;
    int signedIn;
    private final Map<ContactId, Contact> contacts = new HashMap<>();

    Group(Requirement requirement) {
        this.requirement = requirement;
        this.clauses = requirement.clauses();
    }

    boolean suits(Agent agent) {
        return requirement.suits(agent.id, agent.levels());
    }

    void add(Contact contact) {
        contacts.put(contact.id(), contact);
    }

    void remove(Contact contact) {
        contacts.remove(contact.id());
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }

    /// In the order of their ids.
    List<Contact> contacts() {
        return contacts.values().stream().sorted(Contact.BY_ID).toList();
    }
}
