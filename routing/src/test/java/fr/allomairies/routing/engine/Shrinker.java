package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Delta debugging: leaves out parts of a list, halves first and single elements last, as long as it still fails.
final class Shrinker {

    private Shrinker() {}

    /// @return a list that fails, and that no longer fails when any one element is left out
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        var shortest = failing;
        for (var size = Math.max(1, failing.size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
            for (var shorter = leaveOut(shortest, size, fails);
                    shorter.size() < shortest.size();
                    shorter = leaveOut(shortest, size, fails)) {
                shortest = shorter;
            }
        }
        return shortest;
    }

    private static <T> List<T> leaveOut(List<T> list, int size, Predicate<List<T>> fails) {
        for (var from = 0; from < list.size(); from += size) {
            var without = new ArrayList<>(list.subList(0, from));
            without.addAll(list.subList(Math.min(list.size(), from + size), list.size()));
            if (fails.test(without)) {
                return without;
            }
        }
        return list;
    }
}
