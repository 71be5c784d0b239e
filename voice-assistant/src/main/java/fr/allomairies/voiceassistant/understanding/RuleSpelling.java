package fr.allomairies.voiceassistant.understanding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Writes a word as the rules do if it only sounds like one of theirs: `inconsiante` is `inconsciente`, `plafon` is
/// `plafond`. Short words sound like too many others and stay. Safe for many threads.
final class RuleSpelling {

    /// What is written out in a rule, whole or up to `\w`.
    private static final Pattern LETTERS = Pattern.compile("(?<![\\\\a-z'])[a-z]{5,}");

    private static final int SHORTEST = 5;

    private final Set<String> known = new HashSet<>();
    private final Map<String, String> bySound = new HashMap<>();

    RuleSpelling(List<Pattern> rules) {
        for (var rule : rules) {
            LETTERS.matcher(rule.pattern()).results().map(MatchResult::group).forEach(word -> {
                known.add(word);
                bySound.putIfAbsent(Sounds.of(word), word);
            });
        }
    }

    String of(Word word) {
        var plain = word.plain();
        return plain.length() < SHORTEST || known.contains(plain) ? plain : bySound.getOrDefault(word.sound(), plain);
    }
}
