package fr.allomairies.routing.estimate;

import fr.allomairies.routing.engine.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who waits, so kept that it can be told how many come before a contact without looking at all of them: a binary
/// search in each row of contacts that never overtake one another. For one thread.
public final class Crowd {

    /// Contacts that are due overtake one another. Of a longer row of them every n-th is looked at.
    static final int LOOKED_AT = 500;

    private static final Comparator<Standing> BY_AGE = Comparator.comparing(
                    (Standing contact) -> contact.request().queuedAt())
            .thenComparing(contact -> contact.request().contact().value());

    private final Map<Row, List<Standing>> rows = new LinkedHashMap<>();

    private record Row(Kind kind, String priorityClass, boolean due) {

        static Row of(Standing contact) {
            return new Row(Kind.of(contact), contact.priorityClass(), contact.isEverUrgent());
        }
    }

    public void add(Standing contact) {
        var row = rows.computeIfAbsent(Row.of(contact), _ -> new ArrayList<>());
        row.add(-1 - Collections.binarySearch(row, contact, BY_AGE), contact);
    }

    /// @param contact as it was added
    public void remove(Standing contact) {
        var key = Row.of(contact);
        var row = rows.get(key);
        var at = row == null ? -1 : Collections.binarySearch(row, contact, BY_AGE);
        if (row == null || at < 0) {
            throw new IllegalArgumentException(
                    "was never added: " + contact.request().contact());
        }
        row.remove(at);
        if (row.isEmpty()) {
            rows.remove(key);
        }
    }

    public void clear() {
        rows.clear();
    }

    /// How many of each kind come before the contact, which need not be among them.
    public Ahead before(Standing contact, Instant now) {
        var order = Standing.orderAt(now);
        var ahead = new Ahead(contact, order);
        rows.forEach((row, contacts) -> {
            var before = row.due() ? lookedAt(contacts, contact, order) : searched(contacts, contact, order);
            ahead.add(row.kind(), before);
        });
        return ahead;
    }

    private static int searched(List<Standing> row, Standing contact, Comparator<Standing> order) {
        var low = 0;
        var high = row.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (order.compare(row.get(middle), contact) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int lookedAt(List<Standing> row, Standing contact, Comparator<Standing> order) {
        var looked = Math.min(row.size(), LOOKED_AT);
        var before = 0;
        for (var i = 0; i < looked; i++) {
            before += order.compare(row.get((int) ((long) i * row.size() / looked)), contact) < 0 ? 1 : 0;
        }
        return (int) ((long) before * row.size() / looked);
    }
}
