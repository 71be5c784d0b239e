package fr.allomairies.routing.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is to come, the next first: a heap whose entries know their places, so that one that lies far ahead, as most
/// do, comes and goes without a look at the others. The times stand side by side, so that entries are looked into only
/// where two of them have the same.
final class Agenda<E extends Agenda.Entry<E>> {

    /// Never equal in order to another one. In one agenda at a time.
    abstract static class Entry<E> {

        /// As [Pace] counts them.
        final long micros;

        private int place = -1;

        Entry(long micros) {
            this.micros = micros;
        }

        /// As [Comparable] has it, beside one of the same microsecond.
        abstract int orderBeside(E other);
    }

    private int size;
    private long[] times = new long[16];
    private Entry<E>[] heap = entries(16);

    @Nullable
    E first() {
        return size == 0 ? null : entry(0);
    }

    void add(E entry) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(entry, size++);
    }

    /// Does nothing if the entry is not there.
    void remove(E entry) {
        var place = place(entry);
        if (place < 0) {
            return;
        }
        setPlace(entry, -1);
        size--;
        var last = entry(size);
        Arrays.fill(heap, size, size + 1, null);
        if (last != entry) {
            sink(last, place);
            rise(last, place(last));
        }
    }

    private void rise(E entry, int from) {
        var place = from;
        while (place > 0 && isBefore(entry, (place - 1) / 2)) {
            put(entry((place - 1) / 2), place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void sink(E entry, int from) {
        var place = from;
        for (var next = earlierBelow(place); next < size && !isBefore(entry, next); next = earlierBelow(place)) {
            put(entry(next), place);
            place = next;
        }
        put(entry, place);
    }

    private int earlierBelow(int place) {
        var left = 2 * place + 1;
        var right = left + 1;
        var isRightEarlier = right < size
                && (times[right] < times[left]
                        || times[right] == times[left] && entry(right).orderBeside(entry(left)) < 0);
        return isRightEarlier ? right : left;
    }

    private boolean isBefore(E entry, int place) {
        var micros = micros(entry);
        return micros < times[place] || micros == times[place] && entry.orderBeside(entry(place)) < 0;
    }

    private void put(E entry, int place) {
        heap[place] = entry;
        times[place] = micros(entry);
        setPlace(entry, place);
    }

    @SuppressWarnings("unchecked")
    private E entry(int place) {
        return (E) heap[place];
    }

    @SuppressWarnings("unchecked")
    private static <E> Entry<E>[] entries(int size) {
        return (Entry<E>[]) new Entry<?>[size];
    }

    private long micros(E entry) {
        return ((Entry<E>) entry).micros;
    }

    private int place(E entry) {
        return ((Entry<E>) entry).place;
    }

    private void setPlace(E entry, int place) {
        ((Entry<E>) entry).place = place;
    }
}
