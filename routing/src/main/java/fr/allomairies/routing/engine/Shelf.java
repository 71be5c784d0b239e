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

    /// What most searches look at, without a look into the rows.
    private long[] slopes = new long[0];

    private long[] starts = new long[0];
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
        var i = row(queue.slope);
        rows[i].put(queue, needed);
        starts[i] = rows[i].start();
    }

    void take(DemandQueue queue) {
        var i = row(queue.slope);
        rows[i].take(queue);
        starts[i] = rows[i].start();
    }

    private int row(long slope) {
        for (var i = 0; i < rows.length; i++) {
            if (slopes[i] == slope) {
                return i;
            }
        }
        return newRow(slope);
    }

    private int newRow(long slope) {
        var count = rows.length;
        rows = Arrays.copyOf(rows, count + 1);
        slopes = Arrays.copyOf(slopes, count + 1);
        starts = Arrays.copyOf(starts, count + 1);
        rows[count] = new Row(slope);
        slopes[count] = slope;
        return count;
    }

    /// One row for each slope.
    int rows() {
        return rows.length;
    }

    Row row(int i) {
        return rows[i];
    }

    /// Of the first contact of the row; nobody's score is as low as that of an empty one.
    long score(int i, long at) {
        return starts[i] + slopes[i] * at;
    }

    Set<Group> groups() {
        return groups;
    }
}
