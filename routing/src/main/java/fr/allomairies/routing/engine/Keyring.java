package fr.allomairies.routing.engine;

/// What opens the [Shelves] to an agent.
///
/// @param keys their numbers, the highest first
/// @param levels what the agent has of each
record Keyring(int[] keys, int[] levels) {

    private static final int BITS = 4;
    private static final long GUARDS = 0x8888_8888_8888_8888L;

    int size() {
        return keys.length;
    }

    int key(int i) {
        return keys[i];
    }

    int level(int i) {
        return levels[i];
    }

    /// Levels are told in one number, one hexadecimal digit for each key on the way to the shelf; of a longer way the
    /// last ones.
    static long with(long levels, int next) {
        return levels << BITS | next;
    }

    /// Whether each digit is as high as needed: no digit but a guard's can be borrowed from.
    static boolean covers(long levels, long needed) {
        return ((levels | GUARDS) - needed & GUARDS) == GUARDS;
    }
}
