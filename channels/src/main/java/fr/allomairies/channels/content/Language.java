package fr.allomairies.channels.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// French or English, by their most frequent words. When in doubt, French: one English word, or the English line that a
/// telephone or a virus scanner adds, makes nobody English.
public final class Language {

    private static final int ENOUGH = 2;
    private static final Set<String> ENGLISH = words("""
            the is are and you your my there has have been please this that with for hello thanks
            thank it was of to in not can would""");

    /// With what stands before an apostrophe.
    private static final Set<String> FRENCH = words("""
            le la les l un une des d de du est et vous votre mon ma mes je j il c ce cette n ne pas
            s qu que qui sur depuis avec pour dans en au aux plus non bonjour bonsoir merci
            cordialement svp rue avenue place mairie""");

    private static final Pattern ADDED_BY_A_PROGRAM = Pattern.compile(
            "(?im)^\\W*(sent (from|via)|get outlook|this (e-?mail|message) (has been|was)|virus-free).*$");
    private static final Pattern ACCENTED = Pattern.compile("\\p{L}*[àâçéèêëîïôùûœ]\\p{L}*");

    private Language() {}

    public static String of(String text) {
        var written = ADDED_BY_A_PROGRAM
                .matcher(text.substring(0, Math.min(text.length(), 2000)))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var words = Set.copyOf(Arrays.asList(written.split("[^\\p{L}]+")));
        var english = words.stream().filter(ENGLISH::contains).count();
        var french = words.stream().filter(Language::isFrench).count();
        return english >= ENOUGH && english > 2 * french ? "en" : "fr";
    }

    private static Set<String> words(String list) {
        return Set.of(list.split("\\s+"));
    }

    private static boolean isFrench(String word) {
        return FRENCH.contains(word) || ACCENTED.matcher(word).matches();
    }
}
