package fr.allomairies.voiceassistant.hearing;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds since when something is so, in the citizen's words: a person reads it, no machine counts with it.
final class Times {

    private static final String DAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)";
    private static final String MONTH =
            "(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre" + "|novembre|d[ée]cembre)";
    private static final String MANY =
            "(?:\\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|plusieurs|quelques" + "|des)";
    private static final String SPAN = "(?:minutes?|heures?|jours?|nuits?|semaines?|mois|ann[ée]es?|ans?)";
    private static final String MOMENT =
            "(?:avant[- ]hier|hier(?: matin| soir)?|ce (?:matin|midi|soir|week-?end)|cette nuit" + "|(?:" + DAY
                    + "|la semaine|le mois)(?: derni[eè]re?)|(?:le )?\\d{1,2}(?:er)? " + MONTH + ")";
    private static final String START = "(?:le |la |l['’]|les )?(?:" + MOMENT + "|" + DAY + "|(?:d[ée]but |fin )?"
            + MONTH + "|" + MANY + " " + SPAN + "|longtemps|toujours|(?:week-?end|nuit|matin))";
    private static final Pattern SINCE = Pattern.compile(
            "(?<!\\p{L})(?:(?:depuis|[çc]a fait|il y a) (?:environ |au moins |bien )?" + START + "|" + MOMENT
                    + ")(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Times() {}

    static Optional<String> in(String text) {
        var since = SINCE.matcher(text);
        return since.find() ? Optional.of(since.group()) : Optional.empty();
    }
}
