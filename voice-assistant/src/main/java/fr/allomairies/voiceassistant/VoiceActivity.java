package fr.allomairies.voiceassistant;

import java.io.IOException;
import java.util.Optional;

/// Whether somebody speaks. Safe for many threads.
public interface VoiceActivity {

    /// Samples of 16 bits and 8 kHz that are judged at once: 32 ms.
    int SAMPLES = 256;

    /// Why it judges nothing; empty when it does.
    Optional<String> problem();

    /// @throws IOException when it judges nothing
    Sound open() throws IOException;

    /// One caller's, from the beginning on. For one thread at a time.
    interface Sound {

        /// How likely it is that somebody speaks, 0 to 1.
        ///
        /// @param samples [#SAMPLES] of them
        double speech(short[] samples) throws IOException;
    }
}
