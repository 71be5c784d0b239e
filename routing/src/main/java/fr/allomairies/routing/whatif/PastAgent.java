package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import java.time.Instant;
import java.util.List;

/// What an agent wanted over a past day, in the order of time.
public record PastAgent(AgentId agent, List<Wish> wishes) {

    public PastAgent {
        wishes = List.copyOf(wishes);
    }

    public sealed interface Wish {
        Instant at();
    }

    record Work(Instant at) implements Wish {}

    record Rest(Instant at, String reason) implements Wish {}

    record Leave(Instant at) implements Wish {}

    record Learn(Instant at, List<SkillNeed> skills) implements Wish {}
}
