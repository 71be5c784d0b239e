package fr.allomairies.voiceassistant;

import java.io.IOException;
import java.util.Optional;

/// Makes words of speech, in French. Safe for many threads.
public interface SpeechRecognizer {

    /// Why it recognises nothing now; empty when it does.
    Optional<String> problem();

    /// @throws IOException when it recognises nothing
    Recognition open() throws IOException;

    /// What one caller says, sentence by sentence. For one thread at a time.
    interface Recognition extends AutoCloseable {

        /// @param sound 16 bits a sample, 8 kHz, mono, the low byte first
        /// @return the sentence as far as it is understood; it may still change
        String take(byte[] sound) throws IOException;

        /// The sentence is over, and the next begins.
        ///
        /// @return empty where there were no words in it
        String finish() throws IOException;

        @Override
        void close();
    }
}
