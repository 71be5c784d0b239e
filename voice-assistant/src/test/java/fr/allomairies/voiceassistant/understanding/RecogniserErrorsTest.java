package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecogniserErrorsTest {

    private static final List<String> SENTENCES =
            Examples.own().stream().map(Example::text).toList();
    private static final RecogniserErrors ERRORS = new RecogniserErrors(SENTENCES, 0.2);

    @Test
    void errsOnTheShareOfWordsThatIsAskedFor() {
        int words = 0;
        int kept = 0;
        for (var sentence : SENTENCES) {
            var heard = List.of(ERRORS.heard(sentence, 0).split(" "));
            for (var word : sentence.split(" ")) {
                words++;
                kept += heard.contains(word) ? 1 : 0;
            }
        }
        // a word too many, a sixth of the errors, leaves the word itself; a wrong one may stand there twice
        assertThat(1 - (double) kept / words).isBetween(0.13, 0.2);
    }

    @Test
    void hearsTheSameAtTheSameTimeAndOtherwiseAtAnother() {
        var sentence = SENTENCES.get(3);
        assertThat(ERRORS.heard(sentence, 1)).isEqualTo(ERRORS.heard(sentence, 1));
        assertThat(SENTENCES).anyMatch(one -> !ERRORS.heard(one, 1).equals(ERRORS.heard(one, 2)));
    }

    @Test
    void hearsAllWellWithoutErrors() {
        assertThat(new RecogniserErrors(SENTENCES, 0).heard("un trou dans la rue", 5))
                .isEqualTo("un trou dans la rue");
    }
}
