package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Why;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a contact is.
public sealed interface Place {

    record Waiting() implements Place {}

    /// With one agent.
    sealed interface Held extends Place {
        AgentId agent();

        Instant since();

        /// When the clock ends it; nothing ends a conversation but people.
        @Nullable
        Instant until();

        Why why();
    }

    record Offered(AgentId agent, Instant since, Instant until, Why why) implements Held {}

    record InConversation(AgentId agent, Instant since, Why why) implements Held {

        @Override
        public @Nullable Instant until() {
            return null;
        }
    }

    /// Interrupted; takes no share of the capacity, and goes on as soon as there is room for it.
    record Parked(AgentId agent, Instant since, Why why) implements Held {

        @Override
        public @Nullable Instant until() {
            return null;
        }
    }

    record WrapUp(AgentId agent, Instant since, Instant until, Why why) implements Held {}

    /// Asked by a colleague who has the contact `of`. Until it is answered the clock may end it.
    record Consulted(AgentId agent, Instant since, @Nullable Instant until, Why why, ContactId of) implements Held {

        boolean rings() {
            return until != null;
        }
    }

    record Ended(Instant since) implements Place {}
}
