package fr.allomairies.routing.engine;

import java.util.Arrays;

/// The queues of one [Kind] on one [Shelf]: the queue in front whose first contact goes first. They
/// are as many as there are different demands for the same keys, however many contacts wait. What a search looks at
/// most stands side by side, so that it need not look into the queues.
final class Row {

    /// Lower than any score, and no overflow when the slope is counted in.
    static final long NOBODY = Long.MIN_VALUE / 2;

    private int size;

    /// For each the start of its first contact ([Contact#start]), and what it takes ([Shelves#needed]).
    private long[] heads = new long[4];

    private DemandQueue[] queues = new DemandQueue[2];

    /// Of the first contact.
    long start() {
        return size == 0 ? NOBODY : heads[0];
    }

    int size() {
        return size;
    }

    DemandQueue queue(int i) {
        return queues[i];
    }

    long start(int i) {
        return heads[2 * i];
    }

    long needed(int i) {
        return heads[2 * i + 1];
    }

    void put(DemandQueue queue, long levels) {
        if (size == queues.length) {
            heads = Arrays.copyOf(heads, 4 * size);
            queues = Arrays.copyOf(queues, 2 * size);
        }
        var i = find(queue);
        shift(i, i + 1);
        heads[2 * i] = queue.first().start;
        heads[2 * i + 1] = levels;
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
        System.arraycopy(heads, 2 * from, heads, 2 * to, 2 * count);
        System.arraycopy(queues, from, queues, to, count);
    }

    /// Where it is, or where it would be.
    private int find(DemandQueue queue) {
        var start = queue.first().start;
        var from = 0;
        var to = size;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (start(middle) > start || start(middle) == start && isBefore(queues[middle], queue)) {
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
