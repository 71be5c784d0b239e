package fr.allomairies.contact;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether conversations are recorded, and what becomes of each recording: enough to prove that the law was kept.
/// What was said, and why somebody listened to it, is in none of them.
public sealed interface RecordingEvent extends Event {

    /// About the recording of one call.
    sealed interface OfOne extends RecordingEvent {

        ContactId contact();
    }

    /// The citizen was told that his call may be recorded, and how he objects.
    ///
    /// @param purpose code: `training`, `evaluation` or `quality`
    record RecordingAnnounced(Instant at, ContactId contact, String purpose) implements OfOne {}

    /// From now on what citizen and agent say is recorded, and she is told.
    record RecordingBegan(Instant at, ContactId contact, AgentId agent) implements OfOne {}

    record RecordingPaused(Instant at, ContactId contact, AgentId agent) implements OfOne {}

    record RecordingResumed(Instant at, ContactId contact, AgentId agent) implements OfOne {}

    /// Nothing of the call is kept.
    ///
    /// @param agent who has the call; absent when nobody has it yet
    record RecordingObjected(
            Instant at, ContactId contact, @Nullable AgentId agent, Objector by) implements OfOne {}

    /// The conversation is over, and its recording is in the vault.
    record RecordingKept(Instant at, ContactId contact, Duration length) implements OfOne {}

    /// The conversation is over, and nothing of it was there to be kept.
    record RecordingMissing(Instant at, ContactId contact) implements OfOne {}

    /// Somebody asked to listen, and gave his reason.
    record RecordingHeard(Instant at, ContactId contact, AgentId by) implements OfOne, Decision {}

    /// Recordings that were older than the city keeps them are destroyed.
    ///
    /// @param keptBefore all that were kept before that time
    record RecordingsPurged(Instant at, int count, Instant keptBefore) implements RecordingEvent {}

    /// From now on calls are, or are not, recorded.
    record RecordingSwitched(Instant at, boolean on, AgentId by) implements RecordingEvent, Decision {}

    enum Objector {
        CITIZEN,
        AGENT
    }
}
