package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.voiceassistant.Danger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Danger by rule, from `danger.txt`: what looks like danger and is none is struck out, then the first rule that
/// is met names the danger. Quick enough for every partial result and every line.
public final class UrgencyRules {

    private static final String HARMLESS = "harmless";
    private static final String STRUCK_OUT = "_";

    private final Map<Danger, List<Pattern>> rules = new EnumMap<>(Danger.class);
    private final List<Pattern> harmless = new ArrayList<>();
    /// Of all rules: most of what is said meets none of them.
    private final PhraseIndex any;
    private final RuleSpelling spelling;

    public UrgencyRules() {
        RuleFile.read("danger.txt").forEach((heading, section) -> {
            if (HARMLESS.equals(heading)) {
                harmless.addAll(section);
            } else {
                rules.put(Danger.valueOf(heading.toUpperCase(Locale.ROOT)), section);
            }
        });
        var all = rules.values().stream().flatMap(List::stream).toList();
        any = new PhraseIndex(all);
        spelling =
                new RuleSpelling(Stream.concat(all.stream(), harmless.stream()).toList());
    }

    /// @param words what was said that makes it a danger
    public record Alarm(Danger danger, String words) {}

    public Optional<Alarm> alarm(String text) {
        return alarm(Words.of(text));
    }

    Optional<Alarm> alarm(List<Word> words) {
        var said = said(words, Word::plain);
        var met = alarmIn(said);
        if (met.isPresent()) {
            return met;
        }
        var spelt = said(words, spelling::of);
        return spelt.equals(said) ? met : alarmIn(spelt);
    }

    private static String said(List<Word> words, Function<Word, String> spelling) {
        return words.stream().map(spelling).collect(Collectors.joining(" ", " ", " "));
    }

    private Optional<Alarm> alarmIn(String said) {
        return any.isAnyIn(said) ? firstMet(withoutHarmless(said)) : Optional.empty();
    }

    private Optional<Alarm> firstMet(String said) {
        for (var danger : rules.entrySet()) {
            for (var rule : danger.getValue()) {
                var match = rule.matcher(said);
                if (match.find()) {
                    return Optional.of(new Alarm(danger.getKey(), match.group().strip()));
                }
            }
        }
        return Optional.empty();
    }

    private String withoutHarmless(String said) {
        var left = said;
        for (var pattern : harmless) {
            left = pattern.matcher(left).replaceAll(STRUCK_OUT);
        }
        return left;
    }
}
