package fr.allomairies.voiceassistant;

import java.util.Optional;

/// Hears what callers say: when they speak, in which words, and that they have ended. Nothing of it is kept. Safe for
/// many threads.
public interface Hearing {

    /// Why it hears nobody; empty when it does.
    Optional<String> problem();

    /// @return empty when it hears nobody, or as many as may be at once: the caller has his keys
    Optional<Listening> listen(Heard heard);

    Figures figures();

    /// One caller's sound. For one thread; none of it waits.
    interface Listening extends AutoCloseable {

        /// @param sound 16 bits a sample, 8 kHz, mono, the low byte first
        void take(byte[] sound);

        /// Often: what is missing of his sound is silence, and who does not answer in time is deaf.
        void tick(long now);

        @Override
        void close();
    }

    /// Is told on any thread, and must not wait.
    interface Heard {

        void speaks();

        /// @param words of the sentence so far
        void partly(String words);

        /// @param words none where nothing was understood
        void said(String words);

        /// Nothing more is heard.
        void deaf();
    }

    /// @param listening callers now, with those whom a recogniser that hangs has never given back
    /// @param refused callers so far for whom there was no room
    /// @param lost callers so far whom it could not hear any more
    record Figures(int listening, int atMost, long refused, long lost) {}
}
