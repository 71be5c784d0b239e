package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Learning.Measured;
import fr.allomairies.voiceassistant.Learning.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the assistant has learned once.
///
/// @param phase reached while it was learned
/// @param percent of the phase that is done
/// @param sentences of citizens that it learned, beside the project's own
/// @param better sentences that it understands and what was in use did not
/// @param whole whether it can be used
public record ModelVersion(
        int version,
        State state,
        Phase phase,
        int percent,
        int sentences,
        Instant startedAt,
        AgentId startedBy,
        @Nullable Instant decidedAt,
        @Nullable AgentId decidedBy,
        boolean whole,
        int better,
        int worse,
        List<Measured> before,
        List<Measured> after) {

    public enum State {
        /// At it now.
        LEARNING,
        /// Measured; somebody has to decide.
        CANDIDATE,
        /// What is understood by.
        ACTIVE,
        /// Was.
        RETIRED,
        DISCARDED,
        /// Learning broke off.
        FAILED
    }
}
