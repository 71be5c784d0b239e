package fr.allomairies.routing.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Those whose demands can be satisfied with the same keys (see [Clause]). Shelves hang together as a tree by the
/// keys
/// in their order: the first key leads to a shelf, a second from there to the next. Who walks it with an agent's
/// keys
/// sees no demand for a skill that the agent has not.
final class Shelf {

    private final Map<String, Shelf> further = new HashMap<>();
    private final TreeMap<Long, TreeSet<DemandQueue>> bySlope = new TreeMap<>();
    private final Set<Group> groups = new HashSet<>();

    Shelf at(List<String> keys) {
        var shelf = this;
        for (var key : keys) {
            shelf = shelf.further.computeIfAbsent(key, _ -> new Shelf());
        }
        return shelf;
    }

    /// Every shelf whose keys are all among these.
    void walk(List<String> keys, Consumer<Shelf> visit) {
        visit.accept(this);
        if (further.isEmpty()) {
            return;
        }
        for (var i = 0; i < keys.size(); i++) {
            var next = further.get(keys.get(i));
            if (next != null) {
                next.walk(keys.subList(i + 1, keys.size()), visit);
            }
        }
    }

    void put(DemandQueue queue, long slope) {
        bySlope.computeIfAbsent(slope, _ -> new TreeSet<>()).add(queue);
    }

    void take(DemandQueue queue, long slope) {
        bySlope.computeIfPresent(slope, (_, queues) -> queues.remove(queue) && queues.isEmpty() ? null : queues);
    }

    /// One set for each slope, each with the queue in front whose first contact goes first.
    Iterable<TreeSet<DemandQueue>> queues() {
        return bySlope.values();
    }

    Set<Group> groups() {
        return groups;
    }
}
