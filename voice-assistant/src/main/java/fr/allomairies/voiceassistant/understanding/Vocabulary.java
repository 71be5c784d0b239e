package fr.allomairies.voiceassistant.understanding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The features that are known, each with its number from 0 and its weight: the rarer in the examples, the heavier.
///
/// @param numbers by name
/// @param rarity by number
record Vocabulary(Map<String, Integer> numbers, float[] rarity) {

    static Vocabulary of(List<Sentence> sentences) {
        var counts = new TreeMap<String, Integer>();
        for (var sentence : sentences) {
            var seen = new HashSet<String>();
            Features.each(sentence, (kind, value, _) -> seen.add(kind.mark + value));
            seen.forEach(name -> counts.merge(name, 1, Integer::sum));
        }
        var numbers = HashMap.<String, Integer>newHashMap(counts.size());
        var rarity = new float[counts.size()];
        counts.forEach((name, count) -> {
            rarity[numbers.size()] = (float) (1 + Math.log((1.0 + sentences.size()) / (1.0 + count)));
            numbers.put(name, numbers.size());
        });
        return new Vocabulary(numbers, rarity);
    }

    int size() {
        return rarity.length;
    }

    Vector vector(Sentence sentence) {
        var entries = new Vector.Builder();
        Features.each(sentence, (kind, value, word) -> {
            var number = numbers.get(kind.mark + value);
            if (number != null) {
                entries.add(number, (float) (kind.weight * rarity[number]), word);
            }
        });
        return entries.build();
    }
}
