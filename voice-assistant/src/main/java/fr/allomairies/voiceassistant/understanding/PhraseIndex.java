package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.regex.Pattern;

/// Regular expressions for phrases, asked only where the word at hand can begin them: of some hundred phrases that is
/// none for most words. Safe for many threads.
final class PhraseIndex {

    private final Memo<List<Pattern>> byFirstWord;

    /// @param phrases each begins where a word begins
    PhraseIndex(List<Pattern> phrases) {
        var all = List.copyOf(phrases);
        this.byFirstWord = new Memo<>(
                word -> all.stream().filter(phrase -> canBegin(phrase, word)).toList());
    }

    /// @param said words with one blank between them, one before and one after
    boolean isAnyIn(String said) {
        for (int from = 1, to = said.indexOf(' ', 1); to > 0; from = to + 1, to = said.indexOf(' ', from)) {
            for (var phrase : byFirstWord.of(said.substring(from, to))) {
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

    /// What fails without having come to the end of the word fails whatever comes after it.
    private static boolean canBegin(Pattern phrase, String word) {
        var matcher =
                phrase.matcher(' ' + word + ' ').region(1, word.length() + 2).useTransparentBounds(true);
        return matcher.lookingAt() || matcher.hitEnd();
    }
}
