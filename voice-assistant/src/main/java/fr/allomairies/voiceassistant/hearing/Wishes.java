package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.regex.Pattern;

/// What a sentence wants of the conversation, by the rules of `wishes.txt`; the first that is met counts.
final class Wishes {

    /// Written in letters that French does not use.
    private static final Pattern FOREIGN_LETTERS = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]{3}");

    private final Rules<Wish> rules = new Rules<>(Wish.class, "wishes.txt");

    Wish of(String text) {
        if (FOREIGN_LETTERS.matcher(text).find()) {
            return Wish.OTHER_LANGUAGE;
        }
        return rules.of(text).orElse(Wish.NONE);
    }
}
