package fr.allomairies.routing.engine;

import fr.allomairies.contact.Skill;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The queues whose demands name the same skills, the one whose first contact has the first turn in front. Shelves hang
/// together as a tree by the skills in the order of their codes: the first skill leads to a shelf, a second from there
/// to the next. Who walks it with an agent's skills sees no demand for a skill that the agent has not.
final class Shelf {

    private final Map<Skill, Shelf> further = new HashMap<>();

    private final Map<Demand, DemandQueue> byDemand = new HashMap<>();
    private final TreeSet<DemandQueue> inOrder = new TreeSet<>();

    /// The shelf of those who need one skill more, if there is one.
    @Nullable
    Shelf at(Skill skill) {
        return further.get(skill);
    }

    Shelf of(Demand demand) {
        var shelf = this;
        for (var need : demand.needs()) {
            shelf = shelf.further.computeIfAbsent(need.skill(), _ -> new Shelf());
        }
        return shelf;
    }

    void add(Contact contact) {
        var queue = byDemand.computeIfAbsent(contact.demand(), DemandQueue::new);
        take(queue);
        queue.add(contact);
        inOrder.add(queue);
    }

    void remove(Contact contact) {
        var queue = Objects.requireNonNull(byDemand.get(contact.demand()));
        take(queue);
        queue.remove(contact);
        if (queue.isEmpty()) {
            byDemand.remove(contact.demand());
        } else {
            inOrder.add(queue);
        }
    }

    Iterable<DemandQueue> queues() {
        return inOrder;
    }

    /// Before its first contact changes, since the order is by that.
    private void take(DemandQueue queue) {
        if (!queue.isEmpty()) {
            inOrder.remove(queue);
        }
    }
}
