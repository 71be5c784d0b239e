package fr.allomairies.routing.engine;

import java.util.Arrays;

/// The [Shelves] that an agent's keys open, found once.
final class Keyring {

    /// Of which one number can tell the levels.
    static final int MOST_KEYS = 16;

    private static final int BITS = 4;
    private static final long GUARDS = 0x8888_8888_8888_8888L;

    private final int[] keys;
    private final int[] levels;

    /// How many of the shelves under each key have been tried.
    private final int[] tried;

    /// How many shelves there were then.
    private int seen;

    private int size;
    private int[] opened = new int[8];
    private long[] levelsAt = new long[8];

    /// @param keys their numbers, the highest first
    /// @param levels what the agent has of each
    Keyring(int[] keys, int[] levels) {
        this.keys = keys;
        this.levels = levels;
        this.tried = new int[keys.length];
        add(Shelves.EVERYBODY, 0);
    }

    /// Tries the keys on the shelves that were put up since this was last called.
    void catchUp(Shelves shelves) {
        if (seen == shelves.size()) {
            return;
        }
        seen = shelves.size();
        for (var i = 0; i < keys.length; i++) {
            var under = shelves.under(keys[i]);
            while (tried[i] < under.size()) {
                tryOn(under.get(tried[i]++), i);
            }
        }
    }

    /// Of the shelves that it opens.
    int size() {
        return size;
    }

    /// The number of one of them.
    int shelf(int i) {
        return opened[i];
    }

    /// What the agent has there, see [#covers].
    long levels(int i) {
        return levelsAt[i];
    }

    /// Of one key; 0 for one that is not there.
    int level(int key) {
        for (var i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                return levels[i];
            }
        }
        return 0;
    }

    private void tryOn(Shelf shelf, int from) {
        var at = 0L;
        var own = from;
        for (var i = 0; i < shelf.size(); i++) {
            while (own < keys.length && keys[own] > shelf.key(i)) {
                own++;
            }
            if (own == keys.length || keys[own] != shelf.key(i)) {
                return;
            }
            at = with(at, levels[own]);
        }
        add(shelf.number, at);
    }

    private void add(int shelf, long at) {
        if (size == opened.length) {
            opened = Arrays.copyOf(opened, 2 * size);
            levelsAt = Arrays.copyOf(levelsAt, 2 * size);
        }
        opened[size] = shelf;
        levelsAt[size] = at;
        size++;
    }

    /// Levels are told in one number, one hexadecimal digit for each key of the shelf; of more than sixteen the last
    /// ones.
    static long with(long levels, int next) {
        return levels << BITS | next;
    }

    /// Whether each digit is as high as needed: no digit but a guard's can be borrowed from.
    static boolean covers(long levels, long needed) {
        return ((levels | GUARDS) - needed & GUARDS) == GUARDS;
    }
}
