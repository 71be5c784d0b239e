package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A supervisor hears, over a phone of his own, the conversation that an agent has now. Whoever asks has
/// checked the right to. Nothing of the call changes by it, whatever becomes of him. Safe for many threads.
public interface LiveListening {

    /// Whether anybody may listen here: a setting, by which callers are told too.
    boolean isOn();

    /// His phone rings, and when he answers he hears her call; what becomes of it is told by [#latest]. A
    /// supervisor who takes contacts is paused. Refused with `listening-off`, `reason-missing` unless the
    /// reason has 10 to 500 characters, `no-call` when she speaks with nobody, `citizen-objects`,
    /// `outside-asked` while she asks an outside number, where nobody knows that somebody may listen,
    /// `contacts-in-hand` when he has work of his own, `phone-unreachable` when no phone of his is registered,
    /// `telephone-unavailable`, and `listening-already` when he, or somebody else to this call, listens.
    Optional<Refusal> begin(AgentId by, AgentId agent, ContactId contact, String why);

    /// Who hears him. Refused with `not-listening`, and with `telephone-unavailable`.
    Optional<Refusal> turn(AgentId by, Mode mode);

    /// Nothing happens when he does not listen. Refused with `telephone-unavailable`.
    Optional<Refusal> leave(AgentId by);

    /// He has the citizen from now on, and the agent's wrap-up begins, as after a consult. Refused with
    /// `not-listening`, with `not-signed-in` for who has not taken his own desk, and with
    /// `telephone-unavailable`.
    Optional<Refusal> takeOver(AgentId by);

    /// His own, the newest.
    Optional<Listening> latest(AgentId by);

    /// What the agent is told of her call; empty where nobody may listen to it.
    Optional<Notice> notice(ContactId contact);

    /// The citizen does not want it: who listens is cut off, and nobody can any more. Refused with
    /// `not-in-conversation` for somebody else's caller.
    Optional<Refusal> object(AgentId agent, ContactId contact);

    /// All, the newest first.
    List<Listening> newest(int limit);

    enum State {
        /// His phone rings.
        RINGING,
        ON,
        OVER
    }

    /// @param agent who has the call
    /// @param beganAt absent before, and where nothing came of it
    /// @param failure why nothing came of it: code, such as `not-answered`
    /// @param takenOver whether it is over because he has the call
    record Listening(
            UUID id,
            ContactId contact,
            AgentId agent,
            AgentId by,
            String why,
            State state,
            Mode mode,
            Instant askedAt,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String failure,
            boolean takenOver) {}

    /// @param by who listens now; absent for nobody, and where the house does not tell
    record Notice(@Nullable AgentId by, Mode mode) {}
}
