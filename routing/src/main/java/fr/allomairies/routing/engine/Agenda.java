package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to come, the next first: a heap whose entries know their places, so that one that lies far ahead, as most
/// do, comes and goes without a look at the others.
final class Agenda<E extends Agenda.Entry<E>> {

    /// Never equal in order to another one. In one agenda at a time.
    abstract static class Entry<E> {
        private int place = -1;

        /// As [Comparable] has it.
        abstract int orderBeside(E other);
    }

    private final List<E> heap = new ArrayList<>();

    @Nullable
    E first() {
        return heap.isEmpty() ? null : heap.getFirst();
    }

    void add(E entry) {
        heap.add(entry);
        rise(entry, heap.size() - 1);
    }

    /// Does nothing if the entry is not there.
    void remove(E entry) {
        var place = place(entry);
        if (place < 0) {
            return;
        }
        setPlace(entry, -1);
        var last = heap.removeLast();
        if (last != entry) {
            sink(last, place);
            rise(last, place(last));
        }
    }

    private void rise(E entry, int from) {
        var place = from;
        while (place > 0 && entry.orderBeside(heap.get((place - 1) / 2)) < 0) {
            put(heap.get((place - 1) / 2), place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void sink(E entry, int from) {
        var place = from;
        for (var next = earlierBelow(place); next != null && next.orderBeside(entry) < 0; next = earlierBelow(place)) {
            var nextPlace = place(next);
            put(next, place);
            place = nextPlace;
        }
        put(entry, place);
    }

    private @Nullable E earlierBelow(int place) {
        var left = 2 * place + 1;
        if (left >= heap.size()) {
            return null;
        }
        return left + 1 < heap.size() && heap.get(left + 1).orderBeside(heap.get(left)) < 0
                ? heap.get(left + 1)
                : heap.get(left);
    }

    private void put(E entry, int place) {
        heap.set(place, entry);
        setPlace(entry, place);
    }

    private int place(E entry) {
        return ((Entry<E>) entry).place;
    }

    private void setPlace(E entry, int place) {
        ((Entry<E>) entry).place = place;
    }
}
