package fr.allomairies.voiceassistant.listening;

import fr.allomairies.voiceassistant.VoiceActivity;
import java.time.Duration;

/// Where a sentence begins and ends, out of how likely each 32 ms are speech.
final class SpeechEnds {

    /// Before that it may be a click, a breath, or a key.
    private static final Duration SPEAKS = Duration.ofMillis(128);
    /// Whoever goes on for longer is answered to what he has said so far.
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final double BEGINS_AT = 0.5;
    private static final double GOES_ON_AT = 0.35;

    private final int silence;
    private int speech;
    private int quiet;
    private int length;
    private boolean speaking;

    /// @param silence after which a sentence is over
    SpeechEnds(Duration silence) {
        this.silence = frames(silence);
    }

    enum Change {
        NONE,
        BEGINS,
        ENDS
    }

    static int frames(Duration time) {
        return Math.toIntExact(time.toMillis() * 8 / VoiceActivity.SAMPLES);
    }

    boolean isSpeaking() {
        return speaking;
    }

    /// Since he began.
    int length() {
        return length;
    }

    Change on(double probability) {
        return speaking ? spoken(probability) : heard(probability);
    }

    private Change heard(double probability) {
        speech = probability >= BEGINS_AT ? speech + 1 : 0;
        if (speech < frames(SPEAKS)) {
            return Change.NONE;
        }
        speaking = true;
        length = speech;
        quiet = 0;
        return Change.BEGINS;
    }

    private Change spoken(double probability) {
        length++;
        quiet = probability >= GOES_ON_AT ? 0 : quiet + 1;
        if (quiet < silence && length < frames(LONGEST)) {
            return Change.NONE;
        }
        end();
        return Change.ENDS;
    }

    void end() {
        speaking = false;
        speech = 0;
        length = 0;
    }
}
