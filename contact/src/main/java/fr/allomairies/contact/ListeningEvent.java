package fr.allomairies.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// A supervisor hears a conversation while it goes on. It changes nothing of the contact, and counts in no
/// figure. Why somebody listens is in none of them.
public sealed interface ListeningEvent extends Event {

    ContactId contact();

    /// @param agent who has the call
    AgentId agent();

    /// He only listens, to begin with.
    record ListeningBegan(Instant at, ContactId contact, AgentId agent, AgentId by)
            implements ListeningEvent, Decision {}

    /// From now on he is heard by those whom the mode says.
    record ListeningTurned(Instant at, ContactId contact, AgentId agent, AgentId by, Mode mode)
            implements ListeningEvent, Decision {}

    /// He, or the conversation, is gone. After a death of ours it is told once we are back.
    record ListeningEnded(Instant at, ContactId contact, AgentId agent, AgentId by, Duration length)
            implements ListeningEvent, Decision {}

    /// He has the citizen from now on: a transfer, that nobody but he decided.
    record CallTakenOver(Instant at, ContactId contact, AgentId agent, AgentId by)
            implements ListeningEvent, Decision {}

    /// The citizen told the agent that nobody shall listen: nobody does, from now on.
    record ListeningObjected(Instant at, ContactId contact, AgentId agent) implements ListeningEvent {}

    enum Mode {
        /// Nobody hears him.
        LISTEN,
        /// The agent hears him, and the citizen does not.
        WHISPER,
        /// Both hear him.
        BARGE;

        /// In commands to the line, and in texts.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for a code that is none
        public static Mode of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
