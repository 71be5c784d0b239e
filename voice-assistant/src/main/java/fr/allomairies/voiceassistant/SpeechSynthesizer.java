package fr.allomairies.voiceassistant;

import java.io.IOException;

/// Makes sound of a sentence, in French. Safe for many threads.
public interface SpeechSynthesizer {

    /// Takes as long as speaking it anew takes, some seconds at most; what was spoken before is there at once.
    ///
    /// @return 16 bits a sample, 8 kHz, mono, the low byte first
    /// @throws IOException when it cannot be spoken
    byte[] speak(String sentence) throws IOException;

    /// Whether the last sentence that was to be spoken was, or none was yet.
    boolean isThere();
}
