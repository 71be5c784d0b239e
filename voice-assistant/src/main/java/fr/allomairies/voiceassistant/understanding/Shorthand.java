package fr.allomairies.voiceassistant.understanding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What people write short, written out: `bjr ya pb ds ma rue` is `bonjour il y a problème dans ma rue`.
final class Shorthand {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}\\p{N}]+)?°?");
    private static final Map<String, String> LONG_FORMS = longForms();

    private Shorthand() {}

    static String writtenOut(String text) {
        return WORD.matcher(text)
                .replaceAll(match -> LONG_FORMS.getOrDefault(
                        match.group().toLowerCase(Locale.FRENCH).replace('’', '\''), match.group()));
    }

    private static Map<String, String> longForms() {
        var forms = new HashMap<String, String>();
        Resource.lines("shorthand.txt").map(line -> line.split(" ", 2)).forEach(pair -> forms.put(pair[0], pair[1]));
        return forms;
    }
}
