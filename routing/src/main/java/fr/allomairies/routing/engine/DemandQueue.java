package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Those who wait with the same demand and whose scores grow at the same slope, in the order of their turns. Never
/// empty while it stands on a [Shelf], where the queues stand in the order of their first contacts.
final class DemandQueue {

    final Demand demand;
    final long slope;
    private final TreeSet<Contact> contacts = new TreeSet<>();
    private Contact first;

    DemandQueue(Contact first) {
        this.demand = first.demand();
        this.slope = first.slope;
        this.first = first;
        contacts.add(first);
    }

    Contact first() {
        return first;
    }

    /// Passes over as many contacts as exclude the agent, which are few.
    @Nullable
    Contact firstFor(AgentId agent) {
        if (!first.excludes(agent)) {
            return first;
        }
        for (var contact : contacts) {
            if (!contact.excludes(agent)) {
                return contact;
            }
        }
        return null;
    }

    boolean isAlone(Contact contact) {
        return first == contact && contacts.size() == 1;
    }

    boolean wouldBeFirst(Contact contact) {
        return contact.compareTo(first) < 0;
    }

    void add(Contact contact) {
        if (wouldBeFirst(contact)) {
            first = contact;
        }
        contacts.add(contact);
    }

    /// Not the last one.
    void remove(Contact contact) {
        contacts.remove(contact);
        if (contact == first) {
            first = contacts.getFirst();
        }
    }
}
