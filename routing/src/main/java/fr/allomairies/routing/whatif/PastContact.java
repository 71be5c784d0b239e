package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ContactEvent.ContactQueued;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A contact of a past day with what would have been true of it whoever took it and whenever.
///
/// @param talk with an agent, time on hold included and interruptions left out
/// @param patience how long the citizen waits from the queueing on; absent: to the end
public record PastContact(
        ContactQueued queued,
        Duration talk,
        Duration wrapUp,
        @Nullable Duration patience) {}
