package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a sentence was said from a moment on.
///
/// @param text absent for what is shipped
/// @param recorded by somebody's voice
/// @param words that this voice says; absent where nobody has recorded any
public record SentenceVersion(
        long version,
        String sentence,
        @Nullable String text,
        boolean recorded,
        @Nullable String words,
        Instant at,
        AgentId by) {

    /// Whether its voice says what it says: the product may have got other words since.
    public boolean isHeard(Sentence of) {
        return recorded && (text == null ? of.shipped() : text).equals(words);
    }

    public boolean isShipped() {
        return text == null && !recorded;
    }
}
