package fr.allomairies.routing.engine;

import java.util.HashSet;
import java.util.Set;

/// Those whose demands can be satisfied with the same keys: see [Shelves].
final class Shelf {

    /// From 0, in the order in which shelves were put up.
    final int number;

    private final int[] keys;
    private final Set<Group> groups = new HashSet<>();

    /// @param keys their numbers, the highest first
    Shelf(int number, int[] keys) {
        this.number = number;
        this.keys = keys;
    }

    int size() {
        return keys.length;
    }

    int key(int i) {
        return keys[i];
    }

    Set<Group> groups() {
        return groups;
    }
}
