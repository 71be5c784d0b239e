package fr.allomairies.routing.rules;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What somebody may have meant who wrote a word that does not exist.
final class Nearest {

    private static final int MOST_FAULTS = 2;
    private static final int LONGEST = 60;

    private Nearest() {}

    static @Nullable String to(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> faults(word, other) <= Math.min(MOST_FAULTS, other.length() / 2))
                .min(Comparator.<String>comparingInt(other -> faults(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /// Letters to add, drop or change.
    private static int faults(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MOST_FAULTS || one.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        var before = new int[other.length() + 1];
        for (var column = 0; column <= other.length(); column++) {
            before[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var current = new int[other.length() + 1];
            current[0] = row;
            for (var column = 1; column <= other.length(); column++) {
                var changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(Math.min(before[column], current[column - 1]) + 1, before[column - 1] + changed);
            }
            before = current;
        }
        return before[other.length()];
    }
}
