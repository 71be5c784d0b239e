package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Regular expressions for phrases, asked only where the word at hand can begin them: of some hundred phrases that is
/// none for most words. Which they are is found out when a word is met for the first time. Safe for many threads.
final class PhraseIndex {

    /// The words that people use fit in; what is beyond is found out each time.
    private static final int MOST_WORDS = 50_000;

    private final List<Pattern> phrases;
    private final Map<String, List<Pattern>> byFirstWord = new ConcurrentHashMap<>();

    /// @param phrases each begins where a word begins
    PhraseIndex(List<Pattern> phrases) {
        this.phrases = List.copyOf(phrases);
    }

    /// @param said words with one blank between them, one before and one after
    boolean isAnyIn(String said) {
        for (int from = 1, to = said.indexOf(' ', 1); to > 0; from = to + 1, to = said.indexOf(' ', from)) {
            for (var phrase : beginningWith(said.substring(from, to))) {
                if (isAt(phrase, said, from)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAt(Pattern phrase, String said, int place) {
        return phrase.matcher(said)
                .region(place, said.length())
                .useTransparentBounds(true)
                .lookingAt();
    }

    private List<Pattern> beginningWith(String word) {
        var known = byFirstWord.get(word);
        if (known != null) {
            return known;
        }
        var found = phrases.stream().filter(phrase -> canBegin(phrase, word)).toList();
        if (byFirstWord.size() < MOST_WORDS) {
            byFirstWord.put(word, found);
        }
        return found;
    }

    /// What fails without having come to the end of the word fails whatever comes after it.
    private static boolean canBegin(Pattern phrase, String word) {
        var matcher =
                phrase.matcher(' ' + word + ' ').region(1, word.length() + 2).useTransparentBounds(true);
        return matcher.lookingAt() || matcher.hitEnd();
    }
}
