package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import fr.allomairies.voiceassistant.understanding.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a sentence wants of the conversation, by the rules of `wishes.txt`; the first that is met counts.
final class Wishes {

    /// Written in letters that French does not use.
    private static final Pattern FOREIGN_LETTERS = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]{3}");

    private final List<Rule> rules = new ArrayList<>();

    Wishes() {
        var wish = Wish.NONE;
        for (var line : Resource.lines(Wishes.class, "wishes.txt").toList()) {
            if (line.startsWith("[")) {
                wish = Wish.valueOf(
                        line.substring(1, line.length() - 1).replace('-', '_').toUpperCase(Locale.ROOT));
            } else {
                rules.add(new Rule(wish, Pattern.compile(line)));
            }
        }
    }

    Wish of(String text) {
        if (FOREIGN_LETTERS.matcher(text).find()) {
            return Wish.OTHER_LANGUAGE;
        }
        var plain = Plain.of(text);
        return rules.stream()
                .filter(rule -> rule.sentence().matcher(plain).matches())
                .map(Rule::wish)
                .findFirst()
                .orElse(Wish.NONE);
    }

    private record Rule(Wish wish, Pattern sentence) {}
}
