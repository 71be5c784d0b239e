package fr.allomairies.routing;

import fr.allomairies.contact.SkillNeed;
import java.time.Duration;
import java.util.List;

/// Why this contact came to this agent, as it was at the moment of the offer.
///
/// @param waited time since the contact was queued
/// @param score the minutes that decided the order, see docs/routing.md
/// @param skills those that the contact needs, at the agent's own levels
public record Why(Duration waited, double score, List<SkillNeed> skills) {

    public Why {
        skills = List.copyOf(skills);
    }
}
