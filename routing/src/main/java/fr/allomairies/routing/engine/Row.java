package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.List;

/// The queues of a [Shelf] whose scores grow at the same slope: the queue in front whose first contact goes first. They
/// are as many as there are different demands for the same keys, however many contacts wait.
final class Row {

    final long slope;
    private final List<DemandQueue> queues = new ArrayList<>();

    Row(long slope) {
        this.slope = slope;
    }

    List<DemandQueue> queues() {
        return queues;
    }

    void put(DemandQueue queue) {
        queues.add(find(queue), queue);
    }

    void take(DemandQueue queue) {
        queues.remove(find(queue));
    }

    /// Where it is, or where it would be.
    private int find(DemandQueue queue) {
        var from = 0;
        var to = queues.size();
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (queues.get(middle).first().compareTo(queue.first()) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
