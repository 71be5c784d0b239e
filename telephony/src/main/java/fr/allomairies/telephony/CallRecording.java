package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import java.util.Locale;
import java.util.Optional;

/// The recording of the conversation that an agent has. Whether one is recorded is decided by the city's shares
/// and by chance, never by her. Safe for many threads.
public interface CallRecording {

    /// Empty for a call that is not recorded.
    Optional<Mark> mark(ContactId contact);

    /// What is said from now on is not recorded, such as the number of a card. Refused with `not-in-conversation`
    /// for somebody else's caller, with `not-recorded` when there is nothing to pause, and with
    /// `telephone-unavailable` while the line cannot be told, which would go on recording.
    Optional<Refusal> pause(AgentId agent, ContactId contact);

    /// Refused as [#pause].
    Optional<Refusal> resume(AgentId agent, ContactId contact);

    /// The agent objects before the end of the call: nothing of it is kept, whether the line can be told now or not.
    /// Refused as [#pause] otherwise.
    Optional<Refusal> object(AgentId agent, ContactId contact);

    /// What the agent is told.
    enum Mark {
        RECORDED,
        PAUSED
    }

    /// For what the law lets conversations be recorded.
    enum Purpose {
        TRAINING,
        EVALUATION,
        QUALITY;

        /// In events, in the database and in texts.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Purpose of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
