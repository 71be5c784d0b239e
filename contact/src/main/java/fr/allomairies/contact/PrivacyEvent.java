package fr.allomairies.contact;

import java.time.Instant;
import java.util.UUID;

/// What became of personal data: enough to prove that the city kept its word. Whose data it was is in none of them.
/// What became of one request is a [TicketEvent].
public sealed interface PrivacyEvent extends Event {

    /// A run of the retention was over.
    ///
    /// @param tickets that were anonymised in it
    /// @param traces numbers of callers and raw messages without a request that went
    record RetentionApplied(Instant at, int tickets, int traces) implements PrivacyEvent {}

    /// For how long data is kept was said anew.
    ///
    /// @param months of requests, unless their topic or channel says otherwise
    /// @param traces months of calling numbers and of messages without a request
    record RetentionSet(Instant at, int months, int traces, AgentId by) implements PrivacyEvent, Decision {}

    /// Everything of one citizen was handed out.
    record PersonalDataExported(Instant at, AgentId by) implements PrivacyEvent, Decision {}

    /// Everything of one citizen is to go.
    record ErasureOrdered(Instant at, UUID erasure, AgentId by) implements PrivacyEvent, Decision {}

    /// It is gone, what had to be kept for a while included.
    record ErasureCompleted(Instant at, UUID erasure) implements PrivacyEvent {}
}
