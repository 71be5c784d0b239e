package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import java.time.Instant;

/// What somebody of the house says that a citizen's words mean.
///
/// @param heldBack never learned: what is learned is measured by it
public record Label(
        long id, TicketId ticket, String text, CategoryCode category, boolean heldBack, AgentId by, Instant at) {}
