package fr.allomairies.channels.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void letsNothingThroughThatTurnsOrHidesWhatFollows() {
        assertThat(PlainText.line("Jean\u202Egnp.exe\u2066 \u0007Du\u0000pont\u00AD", 100))
                .isEqualTo("Jeangnp.exe Dupont");
    }

    @Test
    void keepsTheJoinersOfPicturesAndScripts() {
        assertThat(PlainText.line("👩\u200D🚒 \u0645\u06CC\u200C\u062E", 100))
                .isEqualTo("👩\u200D🚒 \u0645\u06CC\u200C\u062E");
    }
}
