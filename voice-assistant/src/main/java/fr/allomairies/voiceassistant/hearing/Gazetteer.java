package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.Communes.Commune;
import fr.allomairies.voiceassistant.understanding.Resource;
import fr.allomairies.voiceassistant.understanding.Sounds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private record Said(List<String> words, List<String> sounds) {

        static Said of(String plain) {
            var words = Arrays.asList(plain.split(" +"));
            return new Said(words, words.stream().map(Sounds::of).toList());
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
                    || from > 0 && PREPOSITIONS.contains(all.words().get(from - 1));
        }

        int mostErrors() {
            return plain.length() < LONG_ENOUGH ? 0 : plain.length() / LETTERS_AN_ERROR;
        }

        /// None where it sounds the same.
        int errors(Said all, int from) {
            var until = from + said.words().size();
            var part = all.words().subList(from, until);
            if (part.equals(said.words())
                    || mostErrors() > 0 && all.sounds().subList(from, until).equals(said.sounds())) {
                return 0;
            }
            var joined = String.join(" ", part);
            var longer = Math.abs(joined.length() - plain.length());
            return longer > mostErrors() ? longer : distance(joined, plain);
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
