package fr.allomairies.routing.estimate;

import fr.allomairies.routing.engine.Standing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many contacts of each kind come before one.
public final class Ahead {

    private final Standing contact;
    private final Comparator<Standing> order;
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();

    Ahead(Standing contact, Comparator<Standing> order) {
        this.contact = contact;
        this.order = order;
    }

    void add(Kind kind, int before) {
        counts.merge(kind, before, Integer::sum);
    }

    /// Another one has come (`by` 1) or is gone (-1).
    public void count(Standing other, int by) {
        if (order.compare(other, contact) < 0) {
            counts.merge(Kind.of(other), Math.max(0, by), (known, _) -> Math.max(0, known + by));
        }
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    /// 1 for the next one of its channel.
    public int position() {
        var channel = contact.request().channel();
        return 1
                + counts.entrySet().stream()
                        .filter(entry -> entry.getKey().channel().equals(channel))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }
}
