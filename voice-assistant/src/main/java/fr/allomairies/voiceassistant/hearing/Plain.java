package fr.allomairies.voiceassistant.hearing;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as rules read it: small letters without accents, one space between words, nothing else.
final class Plain {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// Those of Latin scripts and the marks that are written behind letters.
    private static final int LETTERS = 0x370;

    private static final char CURLY_APOSTROPHE = '’';
    private static final char[] FOLDED = eachFolded();

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
        var plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter >= FOLDED.length) {
                if (letter != CURLY_APOSTROPHE) {
                    return foldedAsWhole(text);
                }
                letter = ' ';
            }
            var folded = FOLDED[letter];
            if (folded == ' ' ? !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ' : folded != 0) {
                plain.append(folded);
            }
        }
        return plain.toString().strip();
    }

    private static String foldedAsWhole(String text) {
        var folded = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD))
                .replaceAll("");
        return NO_WORD.matcher(folded).replaceAll(" ").strip();
    }

    /// What becomes of each letter, whatever stands beside it: another one, a blank, or nothing (0).
    private static char[] eachFolded() {
        var each = new char[LETTERS];
        for (char letter = 0; letter < LETTERS; letter++) {
            var alone = foldedAsWhole("a" + letter + "a");
            each[letter] = alone.length() == 3 ? alone.charAt(1) : 0;
        }
        return each;
    }
}
