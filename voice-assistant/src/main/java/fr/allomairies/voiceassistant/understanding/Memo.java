package fr.allomairies.voiceassistant.understanding;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What was found out about a word, kept for the next time. Safe for many threads.
final class Memo<V> {

    /// The words that people use fit in; what is beyond is found out each time.
    private static final int MOST_WORDS = 50_000;

    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final Function<String, V> findOut;

    /// @param findOut gives the same for the same word
    Memo(Function<String, V> findOut) {
        this.findOut = findOut;
    }

    V of(String word) {
        var before = known.get(word);
        if (before != null) {
            return before;
        }
        var found = findOut.apply(word);
        if (known.size() < MOST_WORDS) {
            known.put(word, found);
        }
        return found;
    }
}
