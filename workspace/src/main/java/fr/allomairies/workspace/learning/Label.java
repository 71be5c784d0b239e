package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import java.time.Instant;

/// What somebody of the house says that a citizen's words mean.
///
/// @param heldBack never learned: what is learned is measured by it
public record Label(long id, String text, CategoryCode category, boolean heldBack, AgentId by, Instant at) {}
