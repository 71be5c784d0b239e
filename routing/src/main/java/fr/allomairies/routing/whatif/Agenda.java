package fr.allomairies.routing.whatif;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is going to happen; of what happens at the same instant, first what was noted first.
final class Agenda {

    private record Item(Instant at, long number, Consumer<Instant> happens) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::at).thenComparing(Item::number));
    private long noted;

    void note(Instant at, Consumer<Instant> happens) {
        items.add(new Item(at, noted++, happens));
    }

    @Nullable
    Instant next() {
        var first = items.peek();
        return first == null ? null : first.at();
    }

    void happen() {
        var first = items.remove();
        first.happens().accept(first.at());
    }
}
