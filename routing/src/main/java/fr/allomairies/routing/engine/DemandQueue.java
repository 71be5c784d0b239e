package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Those who wait with the same demand and whose scores grow at the same slope, in the order of their turns. Never
/// empty
/// while it stands on a [Shelf], where the queues stand in the order of their first contacts.
final class DemandQueue implements Comparable<DemandQueue> {

    final Demand demand;
    private final TreeSet<Contact> contacts = new TreeSet<>();

    DemandQueue(Demand demand) {
        this.demand = demand;
    }

    Contact first() {
        return contacts.getFirst();
    }

    /// Passes over as many contacts as exclude the agent, which are few.
    @Nullable
    Contact firstFor(AgentId agent) {
        for (var contact : contacts) {
            if (!contact.excluded.containsKey(agent)) {
                return contact;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }

    void add(Contact contact) {
        contacts.add(contact);
    }

    void remove(Contact contact) {
        contacts.remove(contact);
    }

    @Override
    public int compareTo(DemandQueue other) {
        return first().compareTo(other.first());
    }
}
