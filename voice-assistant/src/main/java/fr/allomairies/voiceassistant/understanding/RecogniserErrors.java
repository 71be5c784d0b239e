package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a speech recogniser makes of a sentence when it errs on a share of the words: half are heard as another
/// word, one that sounds alike where there is one, a third is lost, the rest has a word too many. As a recogniser
/// does, it hears frequent words more often than rare ones. The same sentence and time give the same errors.
public final class RecogniserErrors {

    private static final double REPLACED = 0.5;
    private static final double LOST = 0.33;

    private final double share;
    private final List<String> words;
    private final Map<String, List<String>> alike = new HashMap<>();

    /// @param sentences their words, as often as they stand there, are those that are heard instead
    /// @param share of the words that are wrong, 0 to 1
    public RecogniserErrors(List<String> sentences, double share) {
        this.share = share;
        this.words =
                sentences.stream().flatMap(text -> Arrays.stream(split(text))).toList();
        words.forEach(
                word -> alike.computeIfAbsent(key(word), _ -> new ArrayList<>()).add(word));
    }

    /// @param time another number gives other errors
    public String heard(String text, int time) {
        var random = new Random(text.hashCode() * 31L + time);
        var heard = new ArrayList<String>();
        for (var word : split(text)) {
            if (random.nextDouble() >= share) {
                heard.add(word);
                continue;
            }
            var kind = random.nextDouble();
            if (kind < REPLACED) {
                heard.add(instead(word, random));
            } else if (kind >= REPLACED + LOST) {
                heard.add(word);
                heard.add(any(words, random));
            }
        }
        return String.join(" ", heard);
    }

    private String instead(String word, Random random) {
        var others = alike.getOrDefault(key(word), List.of()).stream()
                .filter(other -> !other.equals(word))
                .toList();
        return any(others.isEmpty() ? words : others, random);
    }

    /// The first sounds of a word, which a recogniser keeps.
    private static String key(String word) {
        var sound = Words.of(word).stream().map(Word::sound).reduce("", String::concat);
        return sound.length() < 3 ? sound : sound.substring(0, 3);
    }

    private static String any(List<String> of, Random random) {
        return of.isEmpty() ? "euh" : of.get(random.nextInt(of.size()));
    }

    private static String[] split(String text) {
        return text.strip().split("\\s+");
    }
}
