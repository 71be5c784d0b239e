package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.voiceassistant.understanding.UrgencyRules.Alarm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said, taken apart once for all who look at it.
///
/// @param alarm absent where the rules see no danger
record Sentence(List<Word> words, @Nullable Alarm alarm) {

    private static final UrgencyRules RULES = new UrgencyRules();

    static Sentence of(String text) {
        var words = Words.of(text);
        return new Sentence(words, RULES.alarm(words).orElse(null));
    }
}
