package fr.allomairies.channels;

import java.text.Normalizer;
import java.util.List;
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

    /// One of them is in whatever [#MARKS] finds: to look for these costs a hundredth, and most texts have none.
    private static final List<String> NEEDED = List.of(
            " gaz",
            " gas",
            "gas leak",
            "incendie",
            " feu",
            " fire",
            "electri",
            "haute tension",
            "electrocut",
            "live wire",
            "live cable",
            "live line",
            "power ",
            "en danger",
            "in danger",
            "danger de mort",
            "danger immediat",
            "life-threatening",
            "effondre",
            "collaps",
            "suicid",
            "inconscient",
            "unconscious",
            "noyade",
            "drowning");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    private Urgency() {}

    /// @param text without quoted lines of earlier messages
    static boolean in(String text) {
        var folded = folded(text);
        return NEEDED.stream().anyMatch(folded::contains)
                && MARKS.matcher(folded).find();
    }

    private static String folded(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
    }
}
