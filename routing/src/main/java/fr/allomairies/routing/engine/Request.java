package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A contact as it was queued.
///
/// @param priority head start in minutes of waiting
/// @param preferred the agent who knows the matter
public record Request(
        ContactId contact,
        TicketId ticket,
        CategoryCode category,
        Demand demand,
        int priority,
        @Nullable AgentId preferred,
        Instant queuedAt) {}
