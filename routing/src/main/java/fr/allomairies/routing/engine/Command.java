package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the engine can be told. Time travels in it and never goes back from one command to the next.
public sealed interface Command {

    Instant at();

    /// Idempotent while the contact is known; its age counts from [Request#queuedAt()], which may lie before.
    record QueueContact(Instant at, Request request) implements Command {}

    record MakeAvailable(Instant at, AgentId agent) implements Command {}

    record PauseAgent(Instant at, AgentId agent, String reason) implements Command {}

    record SignOut(Instant at, AgentId agent) implements Command {}

    /// A supervisor decides for the agent.
    record SteerAgent(Instant at, AgentId agent, AgentState to, String reason, AgentId by) implements Command {}

    record SetSkills(Instant at, AgentId agent, List<SkillNeed> skills) implements Command {

        public SetSkills {
            skills = List.copyOf(skills);
        }
    }

    /// @param level absent to take the skill
    record MoveSkill(
            Instant at,
            AgentId agent,
            Skill skill,
            @Nullable Integer level,
            @Nullable Instant until,
            @Nullable AgentId by)
            implements Command {}

    record AcceptOffer(Instant at, AgentId agent, ContactId contact) implements Command {}

    record DeclineOffer(Instant at, AgentId agent, ContactId contact) implements Command {}

    record FailPhone(Instant at, AgentId agent, ContactId contact) implements Command {}

    /// The citizen left, wherever the contact is.
    record Abandon(Instant at, ContactId contact) implements Command {}

    /// The citizen chose another way out of the queue; in a conversation it changes nothing.
    ///
    /// @param to code of the way out
    record LeaveQueue(Instant at, ContactId contact, String to) implements Command {}

    record EndConversation(Instant at, ContactId contact, EndedBy by) implements Command {}

    record FinishContact(
            Instant at,
            AgentId agent,
            ContactId contact,
            @Nullable String disposition) implements Command {}

    /// @param afterwards a new id, for the agent's wrap-up
    record TransferContact(Instant at, AgentId agent, ContactId contact, Transfer to, ContactId afterwards)
            implements Command {}

    /// @param consult a new id, for what the colleague has in hand by it
    record AskColleague(
            Instant at,
            AgentId agent,
            ContactId contact,
            AgentId colleague,
            @Nullable InteractionId note,
            ContactId consult)
            implements Command {}

    /// As [AskColleague], of whoever has these skills and is free.
    ///
    /// @param reachable who has a phone that can ring
    record AskWhoeverKnows(
            Instant at,
            AgentId agent,
            ContactId contact,
            List<SkillNeed> needs,
            Set<AgentId> reachable,
            @Nullable InteractionId note,
            ContactId consult)
            implements Command {

        public AskWhoeverKnows {
            needs = List.copyOf(needs);
            reachable = Set.copyOf(reachable);
        }
    }

    /// Agent and colleague hear each other.
    record BeginConsult(Instant at, ContactId contact, AgentId colleague) implements Command {}

    /// @param contact of the citizen, or of the consult itself
    record EndConsult(Instant at, ContactId contact, ConsultEnd how) implements Command {}

    /// The colleague has the citizen.
    ///
    /// @param afterwards a new id, for the agent's wrap-up
    record CompleteConsult(Instant at, ContactId contact, AgentId colleague, ContactId afterwards) implements Command {}

    /// Out of an agent's hands, to wait again at its age.
    record TakeBack(Instant at, ContactId contact) implements Command {}

    /// The agent's phone was lost in mid-call for good.
    record LoseLine(Instant at, AgentId agent, ContactId contact) implements Command {}

    /// The agent calls a citizen: the contact is hers at once.
    record PlaceCall(Instant at, AgentId agent, Request request) implements Command {}

    record ConnectElsewhere(Instant at, ContactId contact, AgentId agent) implements Command {}

    /// Looks at everybody anew, as after a change of the rules; otherwise there is nothing to find.
    record Review(Instant at) implements Command {}

    /// Leases, wrap-ups and exclusions end, and steps begin, by this and by nothing else.
    record Tick(Instant at) implements Command {}
}
