package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A citizen who was sent to an outside number, and left the house for it.
///
/// @param by who sent him
/// @param to whom, as people read it
/// @param talked how long he was there; absent while he is
public record OutsideCall(
        ContactId contact,
        @Nullable AgentId by,
        String to,
        Instant at,
        @Nullable Duration talked) {}
