package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.Communes.Commune;
import fr.allomairies.voiceassistant.understanding.Resource;
import fr.allomairies.voiceassistant.understanding.Sounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The communes of the metropolis, found however they are spelt or heard: `st lorent du var` is Saint-Laurent-du-Var.
public final class Gazetteer {

    /// Shorter names must be spelt right: too many words are like them.
    private static final int LONG_ENOUGH = 6;

    private static final int LETTERS_AN_ERROR = 7;
    private static final String BEHIND_A_PREPOSITION = "+";
    private static final List<String> PREPOSITIONS = List.of("a", "commune", "mairie", "village", "ville", "sur");

    private static final Map<String, String> IN_FULL = Map.of("st", "saint", "ste", "sainte");
    private static final Pattern METROPOLIS = Pattern.compile("\\bnice (?:cote d azur|matin)\\b");

    private final List<Entry> entries;

    /// By how many words they have.
    private final Entry[][] byWords;

    private Gazetteer(List<Entry> entries) {
        this.entries = entries;
        byWords =
                entries.stream()
                        .collect(Collectors.groupingBy(entry -> entry.said().words().length))
                        .values()
                        .stream()
                        .map(names -> names.toArray(Entry[]::new))
                        .toArray(Entry[][]::new);
    }

    public static Gazetteer ofTheMetropolis() {
        return new Gazetteer(
                Resource.lines(Gazetteer.class, "communes.txt").map(Entry::of).toList());
    }

    /// All, in the order of their names.
    public List<Commune> communes() {
        return entries.stream().map(Entry::commune).toList();
    }

    /// The likeliest of those that are named; of equals the longest name, then the last, since the place comes after
    /// the matter.
    public Optional<Commune> commune(String text) {
        var said = Said.of(METROPOLIS.matcher(Plain.of(text)).replaceAll(""));
        var found = new ArrayList<Found>();
        for (var names : byWords) {
            var words = names[0].said().words().length;
            for (int from = 0; from <= said.words().length - words; from++) {
                var letters = said.letters(from, words);
                var length = said.length(from, words);
                for (var entry : names) {
                    var errors = entry.errors(said, from, letters, length);
                    if (errors <= entry.mostErrors() && entry.mayStandAt(said, from)) {
                        found.add(new Found(entry, from, errors));
                    }
                }
            }
        }
        return found.stream()
                .min(Comparator.comparingInt(Found::errors)
                        .thenComparing(match -> -match.entry().plain().length())
                        .thenComparing(match -> -match.from()))
                .map(match -> match.entry().commune());
    }

    private record Found(Entry entry, int from, int errors) {}

    /// @param letters which occur in it, a bit for each
    /// @param at where it begins in what is said
    private record Word(String plain, String sound, int letters, int at) {

        static Word of(String plain, int at) {
            var letters = 0;
            for (int i = 0; i < plain.length(); i++) {
                letters |= 1 << plain.charAt(i);
            }
            return new Word(plain, Sounds.of(plain), letters, at);
        }

        int end() {
            return at + plain.length();
        }
    }

    private record Said(String plain, Word[] words) {

        /// `St` and `Ste` are written out, as in the names.
        static Said of(String plain) {
            var words = new ArrayList<Word>();
            for (var word : plain.strip().split(" +")) {
                words.add(Word.of(
                        IN_FULL.getOrDefault(word, word),
                        words.isEmpty() ? 0 : words.getLast().end() + 1));
            }
            return new Said(
                    words.stream().map(Word::plain).collect(Collectors.joining(" ")), words.toArray(Word[]::new));
        }

        /// Whether the words there sound like those of `name`.
        boolean soundsLike(Said name, int from) {
            for (int nth = 0; nth < name.words.length; nth++) {
                if (!words[from + nth].sound().equals(name.words[nth].sound())) {
                    return false;
                }
            }
            return true;
        }

        /// Which occur in so many words from there on, a bit for each.
        int letters(int from, int count) {
            var letters = 0;
            for (int nth = from; nth < from + count; nth++) {
                letters |= words[nth].letters();
            }
            return letters;
        }

        /// Letters to add, leave out or change (Levenshtein) to make the name of as many words there; more than `most`
        /// where it takes more. Only what can still come to no more than that is computed.
        ///
        /// @param length differs from that of the name by `most` at most
        int distance(Entry name, int from, int length, int most) {
            var start = words[from].at();
            var other = name.plain();
            var row = new int[other.length() + 1];
            for (int j = 0; j < row.length; j++) {
                row[j] = j;
            }
            for (int i = 1; i <= length; i++) {
                var letter = plain.charAt(start + i - 1);
                var first = Math.max(1, i - most);
                var last = Math.min(other.length(), i + most);
                var diagonal = row[first - 1];
                row[first - 1] = first == 1 ? i : most + 1;
                var least = row[first - 1];
                for (int j = first; j <= last; j++) {
                    var change = diagonal + (letter == other.charAt(j - 1) ? 0 : 1);
                    diagonal = row[j];
                    row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
                    least = Math.min(least, row[j]);
                }
                if (least > most) {
                    return most + 1;
                }
            }
            return row[other.length()];
        }

        /// Of so many words from there on, with the blanks between them.
        int length(int from, int count) {
            return words[from + count - 1].end() - words[from].at();
        }
    }

    /// @param letters which occur in it, a bit for each
    /// @param mostErrors with which it is still this name
    /// @param behindPreposition it is a word besides, so that it counts only where a place is said
    private record Entry(
            Commune commune, String plain, Said said, int letters, int mostErrors, boolean behindPreposition) {

        static Entry of(String line) {
            var careful = line.endsWith(BEHIND_A_PREPOSITION);
            var parts = (careful ? line.substring(0, line.length() - 1) : line)
                    .strip()
                    .split(" ", 2);
            var said = Said.of(Plain.of(parts[1]));
            var plain = said.plain();
            return new Entry(
                    new Commune(parts[0], parts[1]),
                    plain,
                    said,
                    said.letters(0, said.words().length),
                    plain.length() < LONG_ENOUGH ? 0 : plain.length() / LETTERS_AN_ERROR,
                    careful);
        }

        boolean mayStandAt(Said all, int from) {
            return !behindPreposition || from > 0 && PREPOSITIONS.contains(all.words()[from - 1].plain());
        }

        /// None where it sounds the same; not counted to the end where it is something else.
        ///
        /// @param letters of as many words there
        /// @param length of as many words there
        int errors(Said all, int from, int letters, int length) {
            if (mostErrors > 0 && all.soundsLike(said, from)) {
                return 0;
            }
            var least = leastErrors(letters, length);
            return least > mostErrors ? least : all.distance(this, from, length, mostErrors);
        }

        /// At least so many letters must be added, left out or changed to make the name. Costs next to nothing.
        private int leastErrors(int others, int length) {
            return Math.max(Math.abs(length - plain.length()), Math.ceilDiv(Integer.bitCount(others ^ letters), 2));
        }
    }
}
