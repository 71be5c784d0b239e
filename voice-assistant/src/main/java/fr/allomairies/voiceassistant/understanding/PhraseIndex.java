package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Regular expressions for phrases, asked only where the word at hand can begin them and the rarest word that they need
/// is near: of some thousand that is none for most. What is said are words with one blank between them, one before and
/// one after. Safe for many threads.
final class PhraseIndex {

    private static final int LONGEST_BEGINNING = 4;
    private static final int NONE = -1;

    private final List<Pattern> phrases;
    /// Phrases by their places in the list, in that order.
    private final Memo<int[]> byBeginning;

    private final Memo<int[]> byFirstWord;

    /// Those that are not said without the word or another that is as good.
    private final Memo<int[]> byNeededWord;
    /// For each phrase how many words after its first one such a word comes at most; [#NONE] if it needs none.
    private final int[] within;

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
        within = new int[phrases.size()];
        var needed = needed(phrases);
        var byBegun = new HashMap<String, List<Integer>>();
        for (int phrase = 0; phrase < within.length; phrase++) {
            var words = needed.get(phrase);
            within[phrase] = words.map(NeededWords::within).orElse(NONE);
            for (var begun : words.map(NeededWords::beginnings).orElse(Set.of())) {
                byBegun.computeIfAbsent(begun, _ -> new ArrayList<>()).add(phrase);
            }
        }
        byNeededWord = new Memo<>(word -> IntStream.rangeClosed(1, word.length())
                .mapToObj(length -> byBegun.getOrDefault(word.substring(0, length), List.of()))
                .flatMapToInt(some -> some.stream().mapToInt(Integer::intValue))
                .distinct()
                .toArray());
    }

    /// For each phrase of what it needs the words that the fewest phrases speak of: those are rarely said.
    private static List<Optional<NeededWords>> needed(List<Pattern> phrases) {
        var needed = phrases.stream().map(NeededWords::of).toList();
        var spokenOf = needed.stream()
                .flatMap(List::stream)
                .flatMap(words -> words.beginnings().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var rarest = Comparator.<NeededWords>comparingLong(
                words -> words.beginnings().stream().mapToLong(spokenOf::get).sum());
        return needed.stream().map(all -> all.stream().min(rarest)).toList();
    }

    private int[] byBeginning(String letters) {
        return byBeginning.of(letters);
    }

    /// @param words that what was said contains
    record Found(int phrase, String words) {}

    boolean isAnyIn(String said) {
        return new Said(said).isAny();
    }

    /// The first of the phrases in their order, from one of them on, that is in what was said, where it is first said.
    Optional<Found> first(String said, int from) {
        return new Said(said).first(from);
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
        return new Said(said).withoutAround(around, struckOut);
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

    /// What was said, word by word, with the phrases that each of them may begin.
    private final class Said {

        private final String words;
        /// Where the words begin.
        private final int[] places;

        private final int[][] beginning;

        private Said(String words) {
            this.words = words;
            places = IntStream.iterate(1, place -> place < words.length(), place -> words.indexOf(' ', place) + 1)
                    .toArray();
            beginning = new int[places.length][];
            var nextNeeded = new int[phrases.size()];
            Arrays.fill(nextNeeded, Integer.MAX_VALUE);
            for (int word = places.length - 1; word >= 0; word--) {
                for (var phrase : byNeededWord.of(words.substring(places[word], place(word + 1)))) {
                    nextNeeded[phrase] = word;
                }
                beginning[word] = beginning(word, nextNeeded);
            }
        }

        private int[] beginning(int word, int[] nextNeeded) {
            var all = byFirstWord.of(words.substring(places[word], place(word + 1) - 1));
            var near = new int[all.length];
            var count = 0;
            for (var phrase : all) {
                if (within[phrase] == NONE || nextNeeded[phrase] - word <= within[phrase]) {
                    near[count++] = phrase;
                }
            }
            return Arrays.copyOf(near, count);
        }

        private int place(int word) {
            return word < places.length ? places[word] : words.length();
        }

        private boolean isAny() {
            return beginning(0) < places.length;
        }

        /// The first word, from one of them on, with which a phrase begins; how many there are when there is none.
        private int beginning(int from) {
            var word = from;
            while (word < places.length && endAt(word) == NONE) {
                word++;
            }
            return word;
        }

        private Optional<Found> first(int from) {
            var first = phrases.size();
            var found = "";
            for (int word = 0; word < places.length; word++) {
                for (var phrase : beginning[word]) {
                    if (phrase >= from && phrase < first) {
                        var end = end(phrase, word);
                        if (end != NONE) {
                            first = phrase;
                            found = words.substring(places[word], end);
                        }
                    }
                }
            }
            return first < phrases.size() ? Optional.of(new Found(first, found)) : Optional.empty();
        }

        private String withoutAround(int around, String struckOut) {
            var left = new StringBuilder(" ");
            var from = 0;
            for (var phrase = beginning(0); phrase < places.length; phrase = beginning(from)) {
                var first = Math.max(from, phrase - around);
                var last = Math.min(places.length, first + around + 1) - 1;
                while (last > phrase && endAt(last) == NONE) {
                    last--;
                }
                left.append(words, places[from], places[first])
                        .append(struckOut)
                        .append(' ');
                var after = Arrays.binarySearch(places, endAt(last) + 1);
                from = after < 0 ? places.length : Math.min(places.length, after + around);
            }
            return left.append(words, place(from), words.length()).toString();
        }

        /// Where the phrase ends that begins with the word, the first of them in their order; -1 when there is none.
        private int endAt(int word) {
            for (var phrase : beginning[word]) {
                var end = end(phrase, word);
                if (end != NONE) {
                    return end;
                }
            }
            return NONE;
        }

        private int end(int phrase, int word) {
            var matcher = phrases.get(phrase)
                    .matcher(words)
                    .region(places[word], words.length())
                    .useTransparentBounds(true);
            return matcher.lookingAt() ? matcher.end() : NONE;
        }
    }
}
