package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.voiceassistant.Danger;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Danger by rule, from `danger.txt`: what looks like danger and is none is struck out, then the first rule that
/// is met names the danger. What is over is struck out with the words around it, unless the text also says that it
/// goes on. Quick enough for every partial result and every line.
public final class UrgencyRules {

    private static final String HARMLESS = "harmless";
    private static final String OVER = "over";
    private static final String NOW = "now";
    /// Words that only sound like those of a rule: they are read as they are.
    private static final String SPELT = "spelt";

    private static final String STRUCK_OUT = "_";
    private static final String WORDS_BEFORE = "(?<= )(?:[^ ]+ ){0,12}";
    private static final String WORDS_AFTER = "(?: [^ ]+){0,12}";

    private final Map<Danger, List<Pattern>> rules = new EnumMap<>(Danger.class);
    private final List<Pattern> harmless;
    private final Pattern over;
    private final PhraseIndex now;
    /// Of all rules: most of what is said meets none of them.
    private final PhraseIndex any;
    private final RuleSpelling spelling;

    public UrgencyRules() {
        var file = RuleFile.read("danger.txt");
        spelling = new RuleSpelling(file.values().stream().flatMap(List::stream).toList());
        harmless = taken(file, HARMLESS);
        over = withTheWordsAround(taken(file, OVER));
        now = new PhraseIndex(taken(file, NOW));
        taken(file, SPELT);
        file.forEach((heading, section) -> rules.put(Danger.valueOf(heading.toUpperCase(Locale.ROOT)), section));
        any = new PhraseIndex(rules.values().stream().flatMap(List::stream).toList());
    }

    private static List<Pattern> taken(Map<String, List<Pattern>> file, String heading) {
        return Objects.requireNonNull(file.remove(heading), heading);
    }

    private static Pattern withTheWordsAround(List<Pattern> phrases) {
        var any = phrases.stream().map(Pattern::pattern).collect(Collectors.joining("|", "(?:", ")"));
        return Pattern.compile(WORDS_BEFORE + any + WORDS_AFTER);
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
        return any.isAnyIn(said) ? firstMet(withoutHarmless(withoutWhatIsOver(said))) : Optional.empty();
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

    private String withoutWhatIsOver(String said) {
        return now.isAnyIn(said) ? said : over.matcher(said).replaceAll(STRUCK_OUT);
    }

    private String withoutHarmless(String said) {
        var left = said;
        for (var pattern : harmless) {
            left = pattern.matcher(left).replaceAll(STRUCK_OUT);
        }
        return left;
    }
}
