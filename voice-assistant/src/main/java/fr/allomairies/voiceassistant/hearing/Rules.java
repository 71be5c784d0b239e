package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.understanding.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Regular expressions, one a line under the name of what they mean; the first that the whole sentence meets counts.
///
/// @param <E> what a sentence may mean
final class Rules<E extends Enum<E>> {

    private final List<Rule<E>> rules = new ArrayList<>();

    Rules(Class<E> meanings, String file) {
        E meaning = null;
        for (var line : Resource.lines(Rules.class, file).toList()) {
            if (line.startsWith("[")) {
                meaning = Enum.valueOf(
                        meanings,
                        line.substring(1, line.length() - 1).replace('-', '_').toUpperCase(Locale.ROOT));
            } else if (meaning != null) {
                rules.add(new Rule<>(meaning, Pattern.compile(line)));
            }
        }
    }

    Optional<E> of(String text) {
        var plain = Plain.of(text);
        return rules.stream()
                .filter(rule -> rule.sentence().matcher(plain).matches())
                .map(Rule::meaning)
                .findFirst();
    }

    private record Rule<E>(E meaning, Pattern sentence) {}
}
