package fr.allomairies.channels.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// French or English, by their most frequent words. When in doubt, French.
public final class Language {

    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "are", "and", "you", "your", "my", "there", "has", "have", "been", "please", "this", "that",
            "with", "for", "hello", "thanks", "thank", "it", "was", "of", "to", "in", "not", "can", "would");
    private static final Set<String> FRENCH = Set.of(
            "le", "la", "les", "un", "une", "des", "est", "et", "vous", "votre", "mon", "ma", "je", "il", "bonjour",
            "merci", "ce", "cette", "avec", "pour", "de", "du", "dans", "ne", "pas", "que", "qui", "sur", "depuis");

    private Language() {}

    public static String of(String text) {
        var words = text.substring(0, Math.min(text.length(), 2000))
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+");
        return count(words, ENGLISH) > 2 * count(words, FRENCH) ? "en" : "fr";
    }

    private static long count(String[] words, Set<String> known) {
        return Arrays.stream(words).filter(known::contains).count();
    }
}
