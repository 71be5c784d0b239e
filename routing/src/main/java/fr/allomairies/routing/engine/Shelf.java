package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Those whose demands can be satisfied with the same keys (see [Clause]). Shelves hang together as a tree by the
/// keys in their order: the first key leads to a shelf, a second from there to the next. Who walks it with an agent's
/// keys sees no demand for a skill that the agent has not.
final class Shelf {

    private final Map<String, Shelf> further = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
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
        walk(keys, 0, visit);
    }

    private void walk(List<String> keys, int from, Consumer<Shelf> visit) {
        visit.accept(this);
        if (further.isEmpty()) {
            return;
        }
        for (var i = from; i < keys.size(); i++) {
            var next = further.get(keys.get(i));
            if (next != null) {
                next.walk(keys, i + 1, visit);
            }
        }
    }

    void put(DemandQueue queue) {
        for (var row : rows) {
            if (row.slope == queue.slope) {
                row.put(queue);
                return;
            }
        }
        var row = new Row(queue.slope);
        row.put(queue);
        rows.add(row);
    }

    void take(DemandQueue queue) {
        for (var row : rows) {
            if (row.slope == queue.slope) {
                row.take(queue);
                return;
            }
        }
    }

    /// One for each slope.
    List<Row> rows() {
        return rows;
    }

    Set<Group> groups() {
        return groups;
    }
}
