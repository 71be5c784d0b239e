package fr.allomairies.channels;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words that make a message an emergency, whatever its category. Raised too often rather than once too little;
/// nothing lowers it again.
final class Urgency {

    private static final Pattern MARKS = Pattern.compile("\\b("
            + "fuite de gaz|odeur de gaz|sent le gaz|gas leak|smell(s)? (of )?gas"
            + "|incendie|(prend|pris|en) feu|au feu|(is|on) fire"
            + "|(fils?|cables?|lignes?) (electriques?|haute tension)( \\w+){0,2} (au sol|par terre|a terre|a nu|denudes?)"
            + "|electrocut\\w*|(live|electric|power) (wire|cable|line)s?( \\w+){0,2} (down|on the ground)"
            + "|en danger|danger de mort|danger immediat|in danger|life-threatening"
            + "|(s'est |va s'|s'|est en train de s')effondre\\w*|collaps(ed|ing)"
            + "|suicid\\w*|inconscient\\w*|unconscious|noyade|drowning)\\b");

    private Urgency() {}

    /// @param text without quoted lines of earlier messages
    static boolean in(String text) {
        return MARKS.matcher(folded(text)).find();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
    }
}
