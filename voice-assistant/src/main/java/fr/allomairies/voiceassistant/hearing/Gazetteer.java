package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.Communes.Commune;
import fr.allomairies.voiceassistant.understanding.Resource;
import fr.allomairies.voiceassistant.understanding.Sounds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The communes of the metropolis, found however they are spelt or heard: `st lorent du var` is Saint-Laurent-du-Var.
public final class Gazetteer {

    /// Shorter names must be spelt right: too many words are like them.
    private static final int LONG_ENOUGH = 6;

    private static final int LETTERS_AN_ERROR = 7;
    private static final String BEHIND_A_PREPOSITION = "+";
    private static final List<String> PREPOSITIONS = List.of("a", "commune", "mairie", "village", "ville", "sur");

    private static final Pattern METROPOLIS = Pattern.compile("\\bnice (?:cote d azur|matin)\\b");

    private final List<Entry> entries;

    private Gazetteer(List<Entry> entries) {
        this.entries = entries;
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
        var said = Said.of(METROPOLIS.matcher(plain(text)).replaceAll(""));
        return entries.stream()
                .flatMap(entry -> IntStream.rangeClosed(
                                0, said.words().size() - entry.said().words().size())
                        .filter(from -> entry.mayStandAt(said, from))
                        .mapToObj(from -> new Found(entry, from, entry.errors(said, from)))
                        .filter(Found::isIt))
                .min(Comparator.comparingInt(Found::errors)
                        .thenComparing(found -> -found.entry().plain().length())
                        .thenComparing(found -> -found.from()))
                .map(found -> found.entry().commune());
    }

    /// `St` and `Ste` are written out, as in the names.
    private static String plain(String text) {
        return Plain.of(text).replaceAll("\\bst\\b", "saint").replaceAll("\\bste\\b", "sainte");
    }

    private record Found(Entry entry, int from, int errors) {

        boolean isIt() {
            return errors <= entry.mostErrors();
        }
    }

    /// @param letters which occur in it, a bit for each
    private record Word(String plain, String sound, int letters) {

        static Word of(String plain) {
            return new Word(
                    plain,
                    Sounds.of(plain),
                    plain.chars().map(letter -> 1 << letter).reduce(0, (all, bit) -> all | bit));
        }
    }

    private record Said(List<Word> words) {

        static Said of(String plain) {
            return new Said(Arrays.stream(plain.split(" +")).map(Word::of).toList());
        }

        Said part(int from, int size) {
            return new Said(words.subList(from, from + size));
        }

        boolean isSameBy(Function<Word, String> aspect, Said other) {
            for (int nth = 0; nth < words.size(); nth++) {
                if (!aspect.apply(words.get(nth)).equals(aspect.apply(other.words.get(nth)))) {
                    return false;
                }
            }
            return true;
        }

        /// At least so many letters must be added, left out or changed to make the other of it. Costs next to nothing.
        int leastErrors(Said other) {
            return Math.max(
                    Math.abs(length() - other.length()),
                    Math.ceilDiv(Integer.bitCount(letters() ^ other.letters()), 2));
        }

        private int length() {
            var length = words.size() - 1;
            for (var word : words) {
                length += word.plain().length();
            }
            return length;
        }

        private int letters() {
            var letters = 0;
            for (var word : words) {
                letters |= word.letters();
            }
            return letters;
        }

        String plain() {
            return words.stream().map(Word::plain).collect(Collectors.joining(" "));
        }
    }

    /// @param behindPreposition it is a word besides, so that it counts only where a place is said
    private record Entry(Commune commune, String plain, Said said, boolean behindPreposition) {

        static Entry of(String line) {
            var careful = line.endsWith(BEHIND_A_PREPOSITION);
            var parts = (careful ? line.substring(0, line.length() - 1) : line)
                    .strip()
                    .split(" ", 2);
            var plain = Gazetteer.plain(parts[1]);
            return new Entry(new Commune(parts[0], parts[1]), plain, Said.of(plain), careful);
        }

        boolean mayStandAt(Said all, int from) {
            return !behindPreposition
                    || from > 0
                            && PREPOSITIONS.contains(all.words().get(from - 1).plain());
        }

        int mostErrors() {
            return plain.length() < LONG_ENOUGH ? 0 : plain.length() / LETTERS_AN_ERROR;
        }

        /// None where it sounds the same; not counted to the end where it is something else.
        int errors(Said all, int from) {
            var part = all.part(from, said.words().size());
            if (part.isSameBy(Word::plain, said) || mostErrors() > 0 && part.isSameBy(Word::sound, said)) {
                return 0;
            }
            var least = Math.max(1, part.leastErrors(said));
            return least > mostErrors() ? least : distance(part.plain(), plain);
        }
    }

    /// Letters to add, leave out or change (Levenshtein).
    private static int distance(String one, String other) {
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
