package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that an agent made to the citizen of a ticket, when it is over.
///
/// @param by who spoke with him last, or tried to
/// @param number that was called, as people write it
/// @param why he was not reached; absent when he was
/// @param talked with whoever spoke with him last
public record PlacedCall(
        ContactId contact,
        @Nullable AgentId by,
        String number,
        Instant at,
        @Nullable Unanswered why,
        Duration talked) {}
