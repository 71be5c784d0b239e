package fr.allomairies.voiceassistant.understanding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Regular expressions for phrases, asked only where the two words at hand can begin them: of some thousand that is
/// none for most. What is said are words with one blank between them, one before and one after. Safe for many threads.
final class PhraseIndex {

    private static final int LONGEST_BEGINNING = 4;
    private static final int NONE = -1;

    private final List<Pattern> phrases;
    /// Phrases by their places in the list, in that order.
    private final Memo<int[]> byBeginning;

    private final Memo<int[]> byFirstWord;
    private final Memo<int[]> byTwoWords;

    /// @param phrases each begins where a word begins, and ends where one ends
    PhraseIndex(List<Pattern> phrases) {
        this.phrases = List.copyOf(phrases);
        byBeginning = new Memo<>(letters -> only(
                letters.length() > 1
                        ? byBeginning(letters.substring(0, letters.length() - 1))
                        : IntStream.range(0, phrases.size()).toArray(),
                letters));
        byFirstWord = new Memo<>(word ->
                only(byBeginning(word.substring(0, Math.min(word.length(), LONGEST_BEGINNING))), word + ' '));
        byTwoWords = new Memo<>(words -> only(byFirstWord.of(words.substring(0, words.indexOf(' '))), words + ' '));
    }

    private int[] byBeginning(String letters) {
        return byBeginning.of(letters);
    }

    /// @param words that what was said contains
    record Found(int phrase, String words) {}

    boolean isAnyIn(String said) {
        for (int place = 1; place < said.length(); place = next(said, place)) {
            if (endAt(said, place) != NONE) {
                return true;
            }
        }
        return false;
    }

    /// The first of the phrases in their order, from one of them on, that is in what was said, where it is first said.
    Optional<Found> first(String said, int from) {
        var first = phrases.size();
        var words = "";
        for (int place = 1; place < said.length(); place = next(said, place)) {
            for (var phrase : beginning(said, place)) {
                if (phrase >= from && phrase < first) {
                    var end = end(phrase, said, place);
                    if (end != NONE) {
                        first = phrase;
                        words = said.substring(place, end);
                    }
                }
            }
        }
        return first < phrases.size() ? Optional.of(new Found(first, words)) : Optional.empty();
    }

    /// Where the phrase ends that begins at the place, the first of them in their order; -1 when there is none.
    private int endAt(String said, int place) {
        for (var phrase : beginning(said, place)) {
            var end = end(phrase, said, place);
            if (end != NONE) {
                return end;
            }
        }
        return NONE;
    }

    /// The beginning of the next word; the length of what was said after the last one.
    private static int next(String said, int place) {
        return said.indexOf(' ', place) + 1;
    }

    /// Each phrase in turn is struck out wherever it is said.
    String without(String said, String struckOut) {
        var left = said;
        var found = first(left, 0);
        while (found.isPresent()) {
            var phrase = found.get().phrase();
            left = phrases.get(phrase).matcher(left).replaceAll(struckOut);
            found = first(left, phrase + 1);
        }
        return left;
    }

    /// Wherever one of the phrases is said, it is struck out with so many words before it and after it, at most.
    String withoutAround(String said, int around, String struckOut) {
        var places = IntStream.iterate(1, place -> place < said.length(), place -> next(said, place))
                .toArray();
        var left = new StringBuilder(" ");
        var from = 0;
        for (var phrase = next(said, places, 0); phrase < places.length; phrase = next(said, places, from)) {
            var first = Math.max(from, phrase - around);
            var last = Math.min(places.length, first + around + 1) - 1;
            while (last > phrase && endAt(said, places[last]) == NONE) {
                last--;
            }
            left.append(said, places[from], places[first]).append(struckOut).append(' ');
            var after = Arrays.binarySearch(places, endAt(said, places[last]) + 1);
            from = after < 0 ? places.length : Math.min(places.length, after + around);
        }
        return from < places.length
                ? left.append(said, places[from], said.length()).toString()
                : left.toString();
    }

    /// The first word, from one of them on, with which a phrase begins; how many there are when there is none.
    private int next(String said, int[] places, int from) {
        var word = from;
        while (word < places.length && endAt(said, places[word]) == NONE) {
            word++;
        }
        return word;
    }

    private int[] beginning(String said, int place) {
        var second = next(said, place);
        return second == said.length()
                ? byFirstWord.of(said.substring(place, second - 1))
                : byTwoWords.of(said.substring(place, next(said, second) - 1));
    }

    private int end(int phrase, String said, int place) {
        var matcher =
                phrases.get(phrase).matcher(said).region(place, said.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : NONE;
    }

    /// What fails without having come to the end of the words fails whatever comes after them.
    private int[] only(int[] candidates, String words) {
        return Arrays.stream(candidates)
                .filter(phrase -> canBegin(phrases.get(phrase), words))
                .toArray();
    }

    private static boolean canBegin(Pattern phrase, String words) {
        var matcher = phrase.matcher(' ' + words).region(1, words.length() + 1).useTransparentBounds(true);
        return matcher.lookingAt() || matcher.hitEnd();
    }
}
