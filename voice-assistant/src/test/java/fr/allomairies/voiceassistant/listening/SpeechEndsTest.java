package fr.allomairies.voiceassistant.listening;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.listening.SpeechEnds.Change;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeechEndsTest {

    static final Duration SILENCE = Duration.ofMillis(800);

    final SpeechEnds ends = new SpeechEnds(SILENCE);

    @Test
    void takesAClickForNoSpeech() {
        for (int i = 0; i < 20; i++) {
            assertThat(ends.on(0.9)).isEqualTo(Change.NONE);
            assertThat(ends.on(0.1)).isEqualTo(Change.NONE);
        }
        assertThat(ends.isSpeaking()).isFalse();
    }

    @Test
    void endsASentenceWithASilenceAndNotWithAPause() {
        assertThat(until(Change.BEGINS, 0.9, 10)).isEqualTo(4);
        assertThat(until(Change.ENDS, 0.1, 20)).as("a pause of 640 ms").isZero();
        assertThat(until(Change.ENDS, 0.9, 30)).isZero();
        assertThat(until(Change.ENDS, 0.1, 100)).isEqualTo(SpeechEnds.frames(SILENCE));
        assertThat(ends.isSpeaking()).isFalse();
    }

    @Test
    void endsForWhoeverNeverStops() {
        until(Change.BEGINS, 0.9, 10);
        assertThat(until(Change.ENDS, 0.9, 1_000)).isBetween(400, 500);
    }

    /// @return after how many, 0 when not among them
    private int until(Change change, double probability, int most) {
        for (int i = 1; i <= most; i++) {
            if (ends.on(probability) == change) {
                return i;
            }
        }
        return 0;
    }
}
