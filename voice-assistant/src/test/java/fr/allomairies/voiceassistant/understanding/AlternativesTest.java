package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativesTest {

    private static final List<String> SAID = List.of(
            "ane",
            "anes",
            "boeuf",
            "boeufs",
            "chat",
            "chats noirs",
            "chat noir",
            "hat",
            "dinde",
            "ours",
            "oie",
            "oies",
            "ours blanc",
            "e",
            "fouine",
            "un chat",
            "quelqu'un",
            "2 chats",
            "",
            "|",
            "(");

    @Test
    void triesOnlyWordsWithTheRightFirstLetter() {
        assertThat(Alternatives.byFirstLetter("ane|boeuf|cane|bouc|(?:chat|coq)|c?hat"))
                .isEqualTo("(?=a)(?:ane)|(?=b)(?:boeuf|bouc)|(?=c)(?:cane|chat|coq)|c?hat");
    }

    @Test
    void leavesFewAsTheyAre() {
        assertThat(Alternatives.byFirstLetter("(ane|boeuf) (?:gris|blanc)")).isEqualTo("(ane|boeuf) (?:gris|blanc)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anes?|boeufs?|(?:chats?|(?:ours|oies?|dinde|c?hat))( (blanc|noirs?))?|[^ ]+ine|\\d \\w+|quelqu'un|e*",
                "(?:anes?|boeufs?|chats?|ours|oies?|dinde)(?! (?:blanc|gris|noirs|verts|rouges|jaunes|roux))(?: \\w+)?",
                "(?<!un )(?:ane|boeuf|chat|dinde|ours|oie|)s?",
                "(un|2|le|la|les|des|ce) (?:chat|chats|chien|coq)|\\(|\\||[|(]"
            })
    void matchesTheSame(String expression) {
        var plain = Pattern.compile(expression);
        var written = Pattern.compile(Alternatives.byFirstLetter(expression));

        assertThat(written.pattern()).isNotEqualTo(expression);
        assertThat(SAID)
                .allSatisfy(said -> assertThat(written.matcher(said).matches())
                        .as(said)
                        .isEqualTo(plain.matcher(said).matches()));
    }
}
