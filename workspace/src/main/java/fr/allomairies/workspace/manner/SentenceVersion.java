package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a sentence was said from a moment on.
///
/// @param text absent for what is shipped
/// @param recorded by somebody's voice
public record SentenceVersion(
        long version, String sentence, @Nullable String text, boolean recorded, Instant at, AgentId by) {

    public boolean isShipped() {
        return text == null && !recorded;
    }
}
