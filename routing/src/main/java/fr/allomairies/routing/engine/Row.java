package fr.allomairies.routing.engine;

import java.util.Arrays;

/// The queues of one [Kind] on one [Shelf]: the queue in front whose first contact goes first. They
/// are as many as there are different demands for the same keys, however many contacts wait. What a search looks at
/// most stands side by side, so that it need not look into the queues.
final class Row {

    /// Lower than any score, and no overflow when the slope is counted in.
    static final long NOBODY = Long.MIN_VALUE / 2;

    private int size;

    /// Of the first contact of each: [Contact#start].
    private long[] starts = new long[2];

    /// See [Shelves#needed].
    private long[] needed = new long[2];

    private DemandQueue[] queues = new DemandQueue[2];

    /// Of the first contact.
    long start() {
        return size == 0 ? NOBODY : starts[0];
    }

    int size() {
        return size;
    }

    DemandQueue queue(int i) {
        return queues[i];
    }

    long start(int i) {
        return starts[i];
    }

    long needed(int i) {
        return needed[i];
    }

    void put(DemandQueue queue, long levels) {
        if (size == queues.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            needed = Arrays.copyOf(needed, 2 * size);
            queues = Arrays.copyOf(queues, 2 * size);
        }
        var i = find(queue);
        shift(i, i + 1);
        starts[i] = queue.first().start;
        needed[i] = levels;
        queues[i] = queue;
        size++;
    }

    void take(DemandQueue queue) {
        var i = find(queue);
        shift(i + 1, i);
        size--;
        Arrays.fill(queues, size, size + 1, null);
    }

    private void shift(int from, int to) {
        var count = size - from;
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(needed, from, needed, to, count);
        System.arraycopy(queues, from, queues, to, count);
    }

    /// Where it is, or where it would be.
    private int find(DemandQueue queue) {
        var start = queue.first().start;
        var from = 0;
        var to = size;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (starts[middle] > start || starts[middle] == start && isBefore(queues[middle], queue)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static boolean isBefore(DemandQueue one, DemandQueue other) {
        return one.first().compareTo(other.first()) < 0;
    }
}
