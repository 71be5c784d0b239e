package fr.allomairies.routing.engine;

import java.util.Arrays;

/// Contacts in the order of a time, the next first: a heap in which each contact knows its place, so that one whose
/// time lies far ahead, as most do, comes and goes without a look at the others. The times stand side by side, so
/// that contacts are looked into only where two of them have the same.
abstract class Agenda {

    private int size;
    private long[] times = new long[16];
    private Contact[] heap = new Contact[16];

    /// Negative for one that is not there.
    abstract int place(Contact contact);

    abstract void setPlace(Contact contact, int place);

    /// As [Comparable] has it, beside another one of the same time; never 0.
    abstract int orderBeside(Contact one, Contact other);

    final boolean isDue(long time) {
        return size > 0 && times[0] <= time;
    }

    /// Of one at least.
    final Contact first() {
        return heap[0];
    }

    /// Of one at least.
    final long firstTime() {
        return times[0];
    }

    /// One that is not there.
    final void add(Contact contact, long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(contact, time, size++);
    }

    /// Does nothing if the contact is not there.
    final void remove(Contact contact) {
        var place = place(contact);
        if (place < 0) {
            return;
        }
        setPlace(contact, -1);
        size--;
        var last = heap[size];
        Arrays.fill(heap, size, size + 1, null);
        if (last != contact) {
            var time = times[size];
            sink(last, time, place);
            rise(last, time, place(last));
        }
    }

    private void rise(Contact contact, long time, int from) {
        var place = from;
        while (place > 0 && isBefore(contact, time, (place - 1) / 2)) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        put(contact, time, place);
    }

    private void sink(Contact contact, long time, int from) {
        var place = from;
        var next = earlierBelow(place);
        while (next < size && !isBefore(contact, time, next)) {
            move(next, place);
            place = next;
            next = earlierBelow(place);
        }
        put(contact, time, place);
    }

    private int earlierBelow(int place) {
        var left = 2 * place + 1;
        var right = left + 1;
        return right < size && isBefore(heap[right], times[right], left) ? right : left;
    }

    private boolean isBefore(Contact contact, long time, int place) {
        return time < times[place] || time == times[place] && orderBeside(contact, heap[place]) < 0;
    }

    private void move(int from, int to) {
        put(heap[from], times[from], to);
    }

    private void put(Contact contact, long time, int place) {
        heap[place] = contact;
        times[place] = time;
        setPlace(contact, place);
    }
}
