package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.SkillNeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// To whom an agent passes a conversation on.
///
/// @param note what she wrote on the ticket for whoever is next
public record Transfer(Target target, @Nullable InteractionId note) {

    public sealed interface Target {}

    /// Whoever can take such a contact.
    public record Matter(CategoryCode category, List<SkillNeed> needs) implements Target {

        public Matter {
            needs = List.copyOf(needs);
        }
    }

    /// One agent, for [Passed#PATIENCE] at most, and then whoever can take the contact as it is.
    public record Colleague(AgentId agent) implements Target {}

    /// How a contact that waits, or is offered, was passed on last.
    ///
    /// @param to who is asked first; absent for whoever can
    public record Passed(
            Instant at,
            AgentId by,
            @Nullable AgentId to,
            @Nullable InteractionId note) {

        /// How long the contact waits for `to`.
        public static final Duration PATIENCE = Duration.ofMinutes(1);
    }
}
