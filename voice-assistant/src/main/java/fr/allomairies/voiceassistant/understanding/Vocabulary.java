package fr.allomairies.voiceassistant.understanding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The features that are known, each with its number from 0 and its weight: the rarer in the examples, the heavier.
final class Vocabulary {

    private final Map<String, Integer> numbers;
    private final float[] rarity;
    private final Memo<int[]> pieces = new Memo<>(this::knownPieces);

    /// @param numbers by name
    /// @param rarity by number
    Vocabulary(Map<String, Integer> numbers, float[] rarity) {
        this.numbers = numbers;
        this.rarity = rarity;
    }

    static Vocabulary of(List<Sentence> sentences) {
        var counts = new TreeMap<String, Integer>();
        new Counting().of(sentences).forEach((name, met) -> {
            if (met.sentences > 1 || !isCommon(name.charAt(0))) {
                counts.put(name, met.sentences);
            }
        });
        var numbers = HashMap.<String, Integer>newHashMap(counts.size());
        var rarity = new float[counts.size()];
        counts.forEach((name, count) -> {
            rarity[numbers.size()] = (float) (1 + Math.log((1.0 + sentences.size()) / (1.0 + count)));
            numbers.put(name, numbers.size());
        });
        return new Vocabulary(numbers, rarity);
    }

    /// Kinds of which one that was met once tells nothing that its words do not.
    private static boolean isCommon(char mark) {
        return mark == Features.Kind.PAIR.mark || mark == Features.Kind.PIECE.mark;
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

    /// In how many sentences each feature is.
    private static final class Counting {

        private final Map<String, Met> byName = new HashMap<>();
        private final Map<String, Met[]> piecesOf = new HashMap<>();

        Map<String, Met> of(List<Sentence> sentences) {
            for (int i = 0; i < sentences.size(); i++) {
                var sentence = i;
                Features.wholeWords(sentences.get(i), (kind, value, _) -> met(kind, value).in(sentence));
                for (var word : sentences.get(i).words()) {
                    for (var piece : piecesOf.computeIfAbsent(word.plain(), this::pieces)) {
                        piece.in(sentence);
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

        private int sentences;
        private int last = -1;

        void in(int sentence) {
            if (sentence != last) {
                sentences++;
                last = sentence;
            }
        }
    }
}
