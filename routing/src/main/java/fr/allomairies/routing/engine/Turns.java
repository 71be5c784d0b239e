package fr.allomairies.routing.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Contacts whose scores grow at the same slope, in the order of their turns: a heap in which each contact knows
/// its place, so that one who comes after all others, as most do, and one who leaves from among them cost next to
/// nothing. The starts stand side by side, so that contacts are looked into only where two of them have the same.
abstract class Turns {

    private int size;
    private long[] starts = new long[2];
    private Contact[] heap = new Contact[2];

    abstract int place(Contact contact);

    abstract void setPlace(Contact contact, int place);

    final boolean isEmpty() {
        return size == 0;
    }

    final int size() {
        return size;
    }

    /// Of one at least.
    final Contact first() {
        return heap[0];
    }

    /// [Contact#start] of the first.
    final long start() {
        return starts[0];
    }

    /// Passes over as many contacts as the agent does not suit or that exclude the agent.
    final @Nullable Contact firstFor(Agent agent) {
        return firstFor(agent, 0);
    }

    private @Nullable Contact firstFor(Agent agent, int place) {
        if (place >= size || agent.suits(heap[place])) {
            return place >= size ? null : heap[place];
        }
        var one = firstFor(agent, 2 * place + 1);
        var other = firstFor(agent, 2 * place + 2);
        return one == null || other != null && other.compareTo(one) < 0 ? other : one;
    }

    final void add(Contact contact) {
        if (size == heap.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(contact, size++);
    }

    final void remove(Contact contact) {
        var place = place(contact);
        size--;
        var last = heap[size];
        Arrays.fill(heap, size, size + 1, null);
        if (last != contact) {
            sink(last, place);
            rise(last, place(last));
        }
    }

    private void rise(Contact contact, int from) {
        var place = from;
        while (place > 0 && isBefore(contact, (place - 1) / 2)) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(contact, place);
    }

    private void sink(Contact contact, int from) {
        var place = from;
        for (var next = firstBelow(place); next < size && !isBefore(contact, next); next = firstBelow(place)) {
            put(heap[next], place);
            place = next;
        }
        put(contact, place);
    }

    private int firstBelow(int place) {
        var left = 2 * place + 1;
        var right = left + 1;
        var isRightFirst = right < size
                && (starts[right] > starts[left]
                        || starts[right] == starts[left] && heap[right].compareTo(heap[left]) < 0);
        return isRightFirst ? right : left;
    }

    private boolean isBefore(Contact contact, int place) {
        return contact.start > starts[place] || contact.start == starts[place] && contact.compareTo(heap[place]) < 0;
    }

    private void put(Contact contact, int place) {
        heap[place] = contact;
        starts[place] = contact.start;
        setPlace(contact, place);
    }
}
