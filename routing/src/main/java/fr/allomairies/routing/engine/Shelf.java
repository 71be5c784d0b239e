package fr.allomairies.routing.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Those whose demands can be satisfied with the same keys: see [Shelves].
final class Shelf {

    interface Visitor {
        /// @param levels the agent's own, see [Keyring#covers]
        void visit(Shelf shelf, long levels);
    }

    private @Nullable Shelf[] further = new Shelf[0];
    private Row[] rows = new Row[0];
    private final Set<Group> groups = new HashSet<>();

    Shelf further(int key) {
        if (key >= further.length) {
            further = Arrays.copyOf(further, key + 1);
        }
        var next = further[key];
        if (next == null) {
            next = new Shelf();
            further[key] = next;
        }
        return next;
    }

    void walk(Keyring keyring, int from, long levels, Visitor visitor) {
        visitor.visit(this, levels);
        for (var i = from; i < keyring.size() && further.length > 0; i++) {
            var next = keyring.key(i) < further.length ? further[keyring.key(i)] : null;
            if (next != null) {
                next.walk(keyring, i + 1, Keyring.with(levels, keyring.level(i)), visitor);
            }
        }
    }

    void put(DemandQueue queue, long needed) {
        row(queue.slope).put(queue, needed);
    }

    void take(DemandQueue queue) {
        row(queue.slope).take(queue);
    }

    private Row row(long slope) {
        for (var row : rows) {
            if (row.slope == slope) {
                return row;
            }
        }
        var row = new Row(slope);
        rows = Arrays.copyOf(rows, rows.length + 1);
        rows[rows.length - 1] = row;
        return row;
    }

    /// One for each slope.
    Row[] rows() {
        return rows;
    }

    Set<Group> groups() {
        return groups;
    }
}
