package fr.allomairies.voiceassistant.silero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.voiceassistant.VoiceActivity;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real model. Speech itself is on the real line, in TalkIT.
class SileroVoiceActivityTest {

    static final double RATE = 8_000;
    static final int FRAMES = 60;

    final VoiceActivity activity = new SileroVoiceActivity();

    @BeforeEach
    void isInThisBuild() {
        await("npm is needed to build").until(() -> activity.problem().isEmpty());
    }

    @Test
    void takesSilenceNoiseAndAToneForNoSpeech() throws IOException {
        var random = new Random(1);
        assertThat(likeliest(_ -> 0)).isLessThan(0.35);
        assertThat(likeliest(_ -> 3_000 * random.nextGaussian())).isLessThan(0.5);
        assertThat(likeliest(at -> 8_000 * Math.sin(2 * Math.PI * 440 * at / RATE)))
                .isLessThan(0.5);
    }

    /// A buzz through the throat of an "a", with the pitch of a voice.
    @Test
    void takesAVowelForSpeech() throws IOException {
        assertThat(likeliest(SileroVoiceActivityTest::vowel)).isGreaterThan(0.5);
    }

    private static double vowel(int at) {
        var time = at / RATE;
        var pitch = 120 + 8 * Math.sin(2 * Math.PI * 3 * time);
        var sum = 0.0;
        for (var hertz = pitch; hertz < 3_400; hertz += pitch) {
            var throat = formant(hertz, 700, 90) + formant(hertz, 1_200, 110) + formant(hertz, 2_600, 160);
            sum += throat * Math.sin(2 * Math.PI * hertz * time);
        }
        return 5_000 * sum * Math.abs(Math.sin(2 * Math.PI * 2 * time));
    }

    private static double formant(double hertz, double centre, double width) {
        return 1 / (1 + Math.pow((hertz - centre) / width, 2));
    }

    private double likeliest(IntToDoubleFunction wave) throws IOException {
        var sound = activity.open();
        var likeliest = 0.0;
        for (int frame = 0; frame < FRAMES; frame++) {
            var samples = new short[VoiceActivity.SAMPLES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.clamp(
                        Math.round(wave.applyAsDouble(frame * VoiceActivity.SAMPLES + i)), -32_768L, 32_767L);
            }
            likeliest = Math.max(likeliest, sound.speech(samples));
        }
        return likeliest;
    }
}
