package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.regex.Pattern;

/// Regular expressions for phrases, asked only where the two words at hand can begin them: of some hundred phrases that
/// is none for most. Safe for many threads.
final class PhraseIndex {

    private final Memo<List<Pattern>> byFirstWord;
    private final Memo<List<Pattern>> byTwoWords;

    /// @param phrases each begins where a word begins
    PhraseIndex(List<Pattern> phrases) {
        var all = List.copyOf(phrases);
        this.byFirstWord = new Memo<>(
                word -> all.stream().filter(phrase -> canBegin(phrase, word)).toList());
        this.byTwoWords = new Memo<>(words -> byFirstWord.of(words.substring(0, words.indexOf(' '))).stream()
                .filter(phrase -> canBegin(phrase, words))
                .toList());
    }

    /// @param said words with one blank between them, one before and one after
    boolean isAnyIn(String said) {
        for (int from = 1, to = said.indexOf(' ', 1); to > 0; from = to + 1, to = said.indexOf(' ', from)) {
            for (var phrase : beginning(said, from, to)) {
                if (isAt(phrase, said, from)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Pattern> beginning(String said, int from, int to) {
        var second = said.indexOf(' ', to + 1);
        return second < 0 ? byFirstWord.of(said.substring(from, to)) : byTwoWords.of(said.substring(from, second));
    }

    private static boolean isAt(Pattern phrase, String said, int place) {
        return phrase.matcher(said)
                .region(place, said.length())
                .useTransparentBounds(true)
                .lookingAt();
    }

    /// What fails without having come to the end of the words fails whatever comes after them.
    private static boolean canBegin(Pattern phrase, String words) {
        var matcher =
                phrase.matcher(' ' + words + ' ').region(1, words.length() + 2).useTransparentBounds(true);
        return matcher.lookingAt() || matcher.hitEnd();
    }
}
