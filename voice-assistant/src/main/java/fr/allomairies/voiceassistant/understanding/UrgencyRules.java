package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.voiceassistant.Danger;
import java.util.Collections;
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
    private static final int WORDS_AROUND = 12;

    private final List<Danger> dangers;
    private final PhraseIndex rules;
    private final PhraseIndex harmless;
    private final PhraseIndex over;
    private final PhraseIndex now;
    private final RuleSpelling spelling;

    public UrgencyRules() {
        var file = RuleFile.read("danger.txt");
        spelling = new RuleSpelling(file.values().stream().flatMap(List::stream).toList());
        harmless = new PhraseIndex(taken(file, HARMLESS));
        over = new PhraseIndex(taken(file, OVER));
        now = new PhraseIndex(taken(file, NOW));
        taken(file, SPELT);
        var sections = new EnumMap<Danger, List<Pattern>>(Danger.class);
        file.forEach((heading, section) -> sections.put(Danger.valueOf(heading.toUpperCase(Locale.ROOT)), section));
        rules = new PhraseIndex(sections.values().stream().flatMap(List::stream).toList());
        dangers = sections.entrySet().stream()
                .flatMap(section -> Collections.nCopies(section.getValue().size(), section.getKey()).stream())
                .toList();
    }

    private static List<Pattern> taken(Map<String, List<Pattern>> file, String heading) {
        return Objects.requireNonNull(file.remove(heading), heading);
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
        return rules.isAnyIn(said)
                ? rules.first(harmless.without(withoutWhatIsOver(said), STRUCK_OUT), 0)
                        .map(found -> new Alarm(dangers.get(found.phrase()), found.words()))
                : Optional.empty();
    }

    private String withoutWhatIsOver(String said) {
        return now.isAnyIn(said) ? said : over.withoutAround(said, WORDS_AROUND, STRUCK_OUT);
    }
}
