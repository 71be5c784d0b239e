package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSpellingTest {

    private static final RuleSpelling SPELLING = new RuleSpelling(
            List.of(Pattern.compile("(inconsciente?s?|blesse\\w*|plafond|sang)"), Pattern.compile("(blessee|noie)")));

    @ParameterizedTest
    @CsvSource({"inconsiante,inconsciente", "plafon,plafond", "plafond,plafond", "tabouret,tabouret"})
    void writesAWordAsTheRulesDo(String said, String spelt) {
        assertThat(SPELLING.of(Words.of(said).getFirst())).isEqualTo(spelt);
    }

    @ParameterizedTest
    @CsvSource({"cent,cent", "noix,noix"})
    void leavesShortWords(String said, String spelt) {
        assertThat(SPELLING.of(Words.of(said).getFirst())).isEqualTo(spelt);
    }
}
