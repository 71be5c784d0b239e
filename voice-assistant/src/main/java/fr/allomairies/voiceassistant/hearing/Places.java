package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.Communes;
import fr.allomairies.voiceassistant.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds where it is in a sentence: house number and street in the citizen's words, commune by the gazetteer.
public final class Places implements Communes, Surroundings {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*['’]?|[.,;:!?\\n]");
    private static final Pattern HOUSE = Pattern.compile("\\d{1,4}(?:bis|ter|quater|[a-d])?");
    private static final Pattern POSTCODE = Pattern.compile("\\d{5}");
    private static final Pattern APOSTROPHE = Pattern.compile("['’]");
    private static final Set<String> REPEATED = Set.of("bis", "ter", "quater");
    private static final Set<String> WAYS = set("""
        rue avenue av ave boulevard bd bld place chemin route impasse allee allees quai
        promenade square traverse montee ruelle passage corniche esplanade escalier
        descente sentier
        """);
    /// A street's name ends before these.
    private static final Set<String> NO_NAME = set("""
        a est sont etait devant derriere pres depuis il elle ils on je j ya y qui que ou
        et mais ne n c ca s se dans sur avec pour parce car en entre vers au aux face
        cote hier ce cette svp merci sale noire barree coupee bloquee inondee pieton
        pietons parking stationnement handicape handicapee handicapes reservee fermee
        """);
    private static final Set<String> LINKS = Set.of("de", "du", "des", "la", "le", "les", "d", "l");
    private static final int LONGEST_NAME = 6;
    private static final Map<String, String> SHORT =
            Map.of("av", "avenue", "ave", "avenue", "bd", "boulevard", "bld", "boulevard");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int NEAR = 10;

    private final Gazetteer gazetteer;

    public Places(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    /// Ready to be read back.
    Optional<String> told(String text) {
        var words = words(text);
        var told = Stream.concat(street(words, 0).map(Street::told).stream(), in(words).map(Commune::name).stream())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    @Override
    public Optional<Around> around(String place) {
        var words = words(place);
        return street(words, 0)
                .flatMap(street -> street.number()
                        .flatMap(number -> in(words).map(commune -> new Near(street.name(), number, commune))));
    }

    private final class Near implements Around {

        /// In plain words, the kind of way first.
        private final List<String> name;
        private final int number;
        private final Commune commune;

        Near(List<String> name, int number, Commune commune) {
            this.name = name;
            this.number = number;
            this.commune = commune;
        }

        @Override
        public String word() {
            return name.stream()
                    .skip(1)
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
        }

        @Override
        public Optional<String> at(String address) {
            var words = words(address);
            return street(words, 0)
                    .filter(street -> street.name().equals(name))
                    .filter(street -> street.number().filter(this::isNear).isPresent())
                    .filter(_ -> in(words).filter(commune::equals).isPresent())
                    .map(Street::told);
        }

        private boolean isNear(int other) {
            return Math.abs(number - other) <= NEAR;
        }
    }

    @Override
    public Optional<Commune> in(String text) {
        return in(words(text));
    }

    private Optional<Commune> in(List<String> words) {
        var rest = new ArrayList<>(words);
        for (var street = street(rest, 0);
                street.isPresent();
                street = street(rest, street.get().from())) {
            rest.subList(street.get().from(), street.get().to()).clear();
        }
        return gazetteer.commune(String.join(" ", rest));
    }

    private static Optional<Street> street(List<String> words, int from) {
        for (int way = from; way < words.size(); way++) {
            if (isWay(words, way) && !isWay(words, way + 1)) {
                var end = end(words, way + 1);
                if (end > way + 1) {
                    return Optional.of(new Street(words, house(words, way), end));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWay(List<String> words, int at) {
        return at < words.size() && WAYS.contains(Plain.of(words.get(at)));
    }

    private static int end(List<String> words, int from) {
        var to = from;
        while (to < words.size() && to - from < LONGEST_NAME && isName(words.get(to))) {
            to++;
        }
        while (to > from && isLink(words.get(to - 1))) {
            to--;
        }
        return to;
    }

    private static boolean isName(String word) {
        var plain = Plain.of(word);
        return !plain.isEmpty()
                && !POSTCODE.matcher(plain).matches()
                && APOSTROPHE.splitAsStream(word).map(Places::first).noneMatch(NO_NAME::contains);
    }

    /// Of words with dashes: *est-il* ends a name, *Villefranche-sur-Mer* is one.
    private static String first(String word) {
        return Plain.of(word).split(" ")[0];
    }

    private static boolean isLink(String word) {
        return LINKS.contains(Plain.of(word));
    }

    private static int house(List<String> words, int way) {
        var from = way;
        if (from > 0 && words.get(from - 1).equals(",")) {
            from--;
        }
        if (from > 1 && REPEATED.contains(Plain.of(words.get(from - 1)))) {
            from--;
        }
        return from > 0 && HOUSE.matcher(Plain.of(words.get(from - 1))).matches() ? from - 1 : way;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group()).toList();
    }

    private static Set<String> set(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private record Street(List<String> words, int from, int to) {

        /// In plain words, the kind of way first.
        List<String> name() {
            return words.subList(from, to).stream()
                    .map(Plain::of)
                    .flatMap(word -> Stream.of(word.split(" ")))
                    .dropWhile(word -> !WAYS.contains(word))
                    .filter(word -> !word.isEmpty() && !LINKS.contains(word))
                    .map(word -> SHORT.getOrDefault(word, word))
                    .toList();
        }

        Optional<Integer> number() {
            var first = DIGITS.matcher(Plain.of(words.get(from)));
            return first.lookingAt() ? Optional.of(Integer.valueOf(first.group())) : Optional.empty();
        }

        String told() {
            return words.subList(from, to).stream()
                    .filter(word -> !word.equals(","))
                    .collect(Collectors.joining(" "))
                    .replaceAll("(['’]) ", "$1");
        }
    }

    @Override
    public Optional<Commune> byCode(String code) {
        return gazetteer.communes().stream()
                .filter(commune -> commune.code().equals(code))
                .findFirst();
    }
}
