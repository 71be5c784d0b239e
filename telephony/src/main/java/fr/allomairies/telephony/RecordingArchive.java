package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.CallRecording.Purpose;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Recordings of conversations that are over, and the account of who did what with them. Whoever asks has checked
/// the right to listen. Safe for many threads.
public interface RecordingArchive {

    /// For how long a reason that was given opens the sound, to whom gave it.
    Duration OPEN = Duration.ofHours(2);

    /// Those that can be listened to, newest first.
    List<Recorded> of(Collection<ContactId> contacts);

    /// Somebody wants to listen, and says why. It is stored and told before a single sound is heard. Refused with
    /// `reason-missing` unless the reason has 10 to 500 characters, and with `recording-gone` when there is no such
    /// recording, or not any more.
    Answer ask(ContactId contact, AgentId by, String why);

    /// What was asked for, for [#OPEN], and for nobody else.
    Optional<Sound> sound(UUID listening, AgentId by);

    /// The same as far as a page needs it.
    Optional<Listening> listening(UUID listening, AgentId by);

    boolean isOn();

    /// Nothing happens when it is so already.
    void switchTo(boolean on, AgentId by);

    /// The newest first.
    List<Switched> switches(int limit);

    /// The newest first.
    List<Listening> listenings(int limit);

    /// The newest first.
    List<Purged> purges(int limit);

    sealed interface Answer {

        record Granted(UUID listening) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /// @param agent who had the call first
    record Recorded(ContactId contact, AgentId agent, Purpose purpose, Duration length, Instant began) {}

    /// A WAV file.
    ///
    /// @param bytes its length
    /// @param content from its first byte, each time anew
    record Sound(long bytes, Supplier<InputStream> content) {}

    record Listening(UUID id, ContactId contact, AgentId by, String why, Instant at) {}

    record Switched(Instant at, boolean on, AgentId by) {}

    record Purged(Instant at, int count, Instant keptBefore) {}
}
