package fr.allomairies.voiceassistant.hearing;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as rules read it: small letters without accents, one space between words, nothing else.
final class Plain {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    static String of(String text) {
        return isPlain(text) ? text : folded(text);
    }

    /// Most words are, and are asked for again and again.
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }

    private static String folded(String text) {
        var folded = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD))
                .replaceAll("");
        return NO_WORD.matcher(folded).replaceAll(" ").strip();
    }
}
