package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.understanding.Resource;
import fr.allomairies.voiceassistant.understanding.Sounds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The communes of the metropolis, found however they are spelt or heard: `st lorent du var` is Saint-Laurent-du-Var.
public final class Gazetteer {

    /// Shorter names must be spelt right: too many words are like them.
    private static final int LONG_ENOUGH = 6;

    private static final int LETTERS_AN_ERROR = 7;
    private static final String BEHIND_A_PREPOSITION = "+";
    private static final List<String> PREPOSITIONS = List.of("a", "commune", "mairie", "village", "ville", "sur");

    private final List<Commune> communes;

    private Gazetteer(List<Commune> communes) {
        this.communes = communes;
    }

    public static Gazetteer ofTheMetropolis() {
        return new Gazetteer(
                Resource.lines(Gazetteer.class, "communes.txt").map(Commune::of).toList());
    }

    /// Names of all communes, as they are written.
    public List<String> names() {
        return communes.stream().map(Commune::name).toList();
    }

    public Optional<String> commune(String text) {
        return commune(Arrays.asList(plain(text).split(" ")));
    }

    /// The likeliest of those that are named; of equals the longest name, then the last, since the place comes after
    /// the matter.
    Optional<String> commune(List<String> words) {
        return communes.stream()
                .flatMap(commune -> IntStream.rangeClosed(
                                0, words.size() - commune.words().size())
                        .filter(from -> commune.mayStandAt(words, from))
                        .mapToObj(from -> new Found(commune, from, commune.errors(words, from)))
                        .filter(Found::isIt))
                .min(Comparator.comparingInt(Found::errors)
                        .thenComparing(found -> -found.commune().plain().length())
                        .thenComparing(found -> -found.from()))
                .map(found -> found.commune().name());
    }

    /// `St` and `Ste` are written out, as in the names.
    private static String plain(String text) {
        return Plain.of(text).replaceAll("\\bst\\b", "saint").replaceAll("\\bste\\b", "sainte");
    }

    private record Found(Commune commune, int from, int errors) {

        boolean isIt() {
            return errors <= commune.mostErrors();
        }
    }

    /// @param behindPreposition it is a word besides, so that it counts only where a place is said
    private record Commune(String name, String plain, List<String> words, String sound, boolean behindPreposition) {

        static Commune of(String line) {
            var careful = line.endsWith(BEHIND_A_PREPOSITION);
            var name = (careful ? line.substring(0, line.length() - 1) : line).strip();
            var words = Arrays.asList(Gazetteer.plain(name).split(" "));
            return new Commune(name, String.join(" ", words), words, sound(words), careful);
        }

        boolean mayStandAt(List<String> said, int from) {
            return !behindPreposition || from > 0 && PREPOSITIONS.contains(said.get(from - 1));
        }

        int mostErrors() {
            return plain.length() < LONG_ENOUGH ? 0 : plain.length() / LETTERS_AN_ERROR;
        }

        /// None where it sounds the same.
        int errors(List<String> said, int from) {
            var part = said.subList(from, from + words.size());
            if (part.equals(words) || mostErrors() > 0 && sound(part).equals(sound)) {
                return 0;
            }
            return distance(String.join(" ", part), plain);
        }

        private static String sound(List<String> words) {
            return words.stream().map(Sounds::of).collect(Collectors.joining(" "));
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
