package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NeededWordsTest {

    @Test
    void areTheFirstOfEachPartThatMustBeSaid() {
        assertThat(needed("(feu|incendie) au bois"))
                .containsExactly(needed(0, "feu ", "incendie "), needed(1, "au "), needed(2, "bois "));
    }

    @Test
    void endWhereTheyMayGoOn() {
        assertThat(needed("enfants? brul\\w* \\d+ fois"))
                .containsExactly(needed(0, "enfant ", "enfants "), needed(1, "brul ", "brul"), needed(3, "fois "));
    }

    @Test
    void areThoseOfTheNextPartTooWhereOneNeedNotBeSaid() {
        assertThat(needed("(le |du )?gaz")).containsExactly(needed(0, "le ", "du ", "gaz "), needed(1, "gaz "));
    }

    @Test
    void comeLaterByAllThatMayBeSaidBefore() {
        assertThat(needed("gaz(?: [^ ]+){0,4} (dans la|en) cave"))
                .contains(needed(5, "dans ", "en "), needed(7, "cave "));
    }

    @Test
    void areNotLookedForInWhatOnlyStandsAround() {
        assertThat(needed("feu(?! rouge)(?=.{0,40}vite)")).containsExactly(needed(0, "feu "));
        assertThat(needed("\\w+")).isEmpty();
    }

    private static List<NeededWords> needed(String words) {
        return NeededWords.of(Pattern.compile("(?<= )(?:" + words + ")(?= )"));
    }

    private static NeededWords needed(int within, String... beginnings) {
        return new NeededWords(Set.of(beginnings), within);
    }
}
