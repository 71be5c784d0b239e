package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The features that are known, each with its number from 0 and its weight: the rarer in the examples, the heavier.
final class Vocabulary {

    private static final int LEAST_CITIZENS = 3;

    /// What is asked for most lies together in memory.
    private static final Comparator<Map.Entry<String, Met>> COMMONEST_FIRST =
            Comparator.<Map.Entry<String, Met>>comparingInt(feature -> -feature.getValue().lessons)
                    .thenComparing(Map.Entry.comparingByKey());

    private final Map<String, Integer> numbers;
    private final float[] rarity;
    private final Memo<int[]> pieces = new Memo<>(this::knownPieces);

    /// @param numbers by name
    /// @param rarity by number
    Vocabulary(Map<String, Integer> numbers, float[] rarity) {
        this.numbers = numbers;
        this.rarity = rarity;
    }

    static Vocabulary of(List<Lesson> lessons) {
        var kept = new Counting()
                .of(lessons).entrySet().stream()
                        .filter(feature -> isKept(feature.getKey(), feature.getValue()))
                        .sorted(COMMONEST_FIRST)
                        .toList();
        var numbers = HashMap.<String, Integer>newHashMap(kept.size());
        var rarity = new float[kept.size()];
        for (var feature : kept) {
            var count = feature.getValue().lessons;
            rarity[numbers.size()] = (float) (1 + Math.log((1.0 + lessons.size()) / (1.0 + count)));
            numbers.put(feature.getKey(), numbers.size());
        }
        return new Vocabulary(numbers, rarity);
    }

    /// What one citizen alone says may tell who he is; and of common kinds one that was met once tells nothing that its
    /// words do not.
    private static boolean isKept(String name, Met met) {
        var mark = name.charAt(0);
        var common = mark == Features.Kind.PAIR.mark || mark == Features.Kind.PIECE.mark;
        return met.own ? met.lessons >= (common ? 2 : 1) : met.citizens.size() >= LEAST_CITIZENS;
    }

    int size() {
        return rarity.length;
    }

    Map<String, Integer> numbers() {
        return numbers;
    }

    Set<Integer> numbersOf(Features.Kind kind) {
        return numbers.entrySet().stream()
                .filter(number -> number.getKey().charAt(0) == kind.mark)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    float[] rarity() {
        return rarity;
    }

    Vector vector(Sentence sentence) {
        var entries = new Vector.Builder();
        Features.wholeWords(sentence, (kind, value, word) -> {
            var number = numbers.get(kind.mark + value);
            if (number != null) {
                add(entries, kind, number, word);
            }
        });
        for (int i = 0; i < sentence.words().size(); i++) {
            for (var piece : pieces.of(sentence.words().get(i).plain())) {
                add(entries, Features.Kind.PIECE, piece, i);
            }
        }
        return entries.build();
    }

    private void add(Vector.Builder entries, Features.Kind kind, int number, int word) {
        entries.add(number, (float) (kind.weight * rarity[number]), word);
    }

    private int[] knownPieces(String plain) {
        var known = IntStream.builder();
        Features.pieces(plain, piece -> {
            var number = numbers.get(Features.Kind.PIECE.mark + piece);
            if (number != null) {
                known.add(number);
            }
        });
        return known.build().toArray();
    }

    /// In how many lessons each feature is.
    private static final class Counting {

        private final Map<String, Met> byName = new HashMap<>();
        private final Map<String, Met[]> piecesOf = new HashMap<>();

        Map<String, Met> of(List<Lesson> lessons) {
            for (int i = 0; i < lessons.size(); i++) {
                var number = i;
                var lesson = lessons.get(i);
                Features.wholeWords(
                        lesson.sentence(), (kind, value, _) -> met(kind, value).in(number, lesson));
                for (var word : lesson.sentence().words()) {
                    for (var piece : piecesOf.computeIfAbsent(word.plain(), this::pieces)) {
                        piece.in(number, lesson);
                    }
                }
            }
            return byName;
        }

        private Met[] pieces(String plain) {
            var pieces = Stream.<Met>builder();
            Features.pieces(plain, piece -> pieces.add(met(Features.Kind.PIECE, piece)));
            return pieces.build().toArray(Met[]::new);
        }

        private Met met(Features.Kind kind, String value) {
            return byName.computeIfAbsent(kind.mark + value, _ -> new Met());
        }
    }

    private static final class Met {

        private int lessons;
        private int last = -1;
        private boolean own;
        /// The first of them.
        private final List<String> citizens = new ArrayList<>(0);

        void in(int number, Lesson lesson) {
            if (number == last) {
                return;
            }
            lessons++;
            last = number;
            var said = lesson.said();
            own |= said == null;
            if (said != null && !own && citizens.size() < LEAST_CITIZENS && !citizens.contains(said)) {
                citizens.add(said);
            }
        }
    }
}
