package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The front door of routing. Commands go through the one lane and return when they are decided and stored, which
/// takes a few milliseconds; an empty result means done. Every method is safe for many threads.
///
/// While the database is away, or on a node that does not lead, a command that can be refused is refused with
/// `routing-unavailable` after five seconds at most, and has had no effect. What only reports that something has
/// happened (`abandon`, `conversationEnded`, `lineLost`, `connectedElsewhere`) returns as soon, is kept, and is carried
/// out when this node leads again; a dead process forgets it, so telephony reports again what it finds after a restart.
public interface Routing {

    /// Offers begin, or go on after a pause. For an agent who is offline this is signing in.
    Optional<Refusal> makeAvailable(AgentId agent);

    /// No new offers. What is in hand stays in hand; a ringing offer is withdrawn.
    ///
    /// @param reason code of the pause
    Optional<Refusal> pause(AgentId agent, String reason);

    /// No new offers; a ringing one is withdrawn and wrap-ups end. A conversation in hand stays the agent's until it
    /// ends, and only then is she offline.
    Optional<Refusal> signOut(AgentId agent);

    /// A supervisor decides for the agent what [#makeAvailable], [#pause] or [#signOut] would do for her; the log tells
    /// who and why. Refused with `agent-offline` for who is not signed in: nobody would be there.
    ///
    /// @param to [AgentState#AVAILABLE], [AgentState#PAUSED] or [AgentState#OFFLINE]
    /// @param reason code, which of a pause is that of the pause
    Optional<Refusal> steer(AgentId agent, AgentState to, String reason, AgentId by);

    /// Idempotent: accepting what one has already accepted is done. Voice is accepted by the phone's answer.
    Optional<Refusal> accept(AgentId agent, ContactId contact);

    Optional<Refusal> decline(AgentId agent, ContactId contact);

    /// The phone could not be rung, or refused: the offer goes on to somebody else, and the agent is paused with the
    /// reason.
    Optional<Refusal> phoneFailed(AgentId agent, ContactId contact);

    /// The citizen left before anybody accepted. Idempotent.
    void abandon(ContactId contact);

    /// The citizen who waits has chosen another way out of the queue, which `ContactOverflowed` then tells. Idempotent,
    /// and nothing once somebody has him.
    ///
    /// @param wayOut code, such as [ContactOverflowed#CALLBACK]
    void leave(ContactId contact, String wayOut);

    /// The conversation is over: wrap-up begins. Idempotent.
    void conversationEnded(ContactId contact, EndedBy by);

    /// The agent has finished, wrap-up included. Ends the conversation first when it still goes on.
    ///
    /// @param disposition what it was about
    Optional<Refusal> finish(AgentId agent, ContactId contact, @Nullable String disposition);

    /// Passes the conversation on: the citizen waits again at his age, and the agent's wrap-up begins, as a contact of
    /// its own on the same ticket. Refused with `contact-not-in-hand` when she has no conversation with him,
    /// `transfer-to-oneself`, `colleague-away` for who is not at work or on a break, and `nobody-signed-in` when
    /// nobody else could ever take the contact.
    Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to);

    /// Asks a colleague while the citizen waits on hold: the colleague is rung, and gets nothing else meanwhile, as
    /// [ContactEvent.ConsultAsked] tells. Refused with `contact-not-in-hand`, `consult-in-progress`,
    /// `transfer-to-oneself`, `colleague-away` and `colleague-busy`.
    ///
    /// @param note what she wrote on the ticket for the colleague
    Optional<Refusal> consult(AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note);

    /// As the other, of whoever has the skills and is free, the one to whom a contact would go first. Refused with
    /// `nobody-free` in place of what is said of one colleague.
    ///
    /// @param reachable who has a phone that can ring
    Optional<Refusal> consult(
            AgentId agent,
            ContactId contact,
            List<SkillNeed> needs,
            Set<AgentId> reachable,
            @Nullable InteractionId note);

    /// Agent and colleague hear each other. Idempotent.
    void consultBegan(ContactId contact, AgentId colleague);

    /// Idempotent.
    ///
    /// @param contact of the citizen, or what the colleague has in hand
    void consultEnded(ContactId contact, ConsultEnd how);

    /// The colleague has the citizen, and the agent's wrap-up begins, as after [#transfer]. Also when the consult was
    /// over by our account, for they hear each other already. Idempotent.
    void consultCompleted(ContactId contact, AgentId colleague);

    /// Takes a written contact out of the hands of whoever has it; it waits again, at its age.
    Optional<Refusal> takeBack(ContactId contact);

    /// The agent's phone was lost in mid-call and did not come back: the call waits again, at its age, and the agent is
    /// paused with the reason. Idempotent.
    void lineLost(AgentId agent, ContactId contact);

    /// The safety net connected a call while the routing was away: the agent takes it as if accepted.
    void connectedElsewhere(ContactId contact, AgentId agent);

    /// The agent calls the citizen of a ticket: the contact is in her hands at once, at the price of a call, also in a
    /// pause or beside a wrap-up; a written contact that rings goes back to its place. Refused with
    /// `not-signed-in`, and with `on-the-phone` while a call rings at her or goes on.
    ///
    /// @param needs what it asks for should her line be lost
    Optional<Refusal> placeCall(
            AgentId agent,
            ContactId contact,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            String language);

    /// As of the last decision; immutable.
    RoutingSnapshot snapshot();

    /// When the lane last completed a turn, of which it makes at least one a second while this node leads and the
    /// database answers. A heartbeat for whoever must know that routing lives: a timer beside the lane outlives it.
    Instant lastTurn();

    /// Replaces the agent's skills; known from then on, also after a restart.
    void setSkills(AgentId agent, List<SkillNeed> skills);

    /// Gives the agent a skill, gives it at another level, or takes it, beside what else she has; the log tells who.
    ///
    /// @param level absent to take it
    /// @param until told in the log; whoever asks gives it back then
    /// @param by absent where a time is over
    Optional<Refusal> moveSkill(
            AgentId agent, Skill skill, @Nullable Integer level, @Nullable Instant until, @Nullable AgentId by);

    /// An agent who is unknown is offline, with no skills and nothing in hand.
    AgentView agent(AgentId agent);

    /// @param pauseReason code of the pause; beside a contact in hand: the pause that begins after it
    /// @param since when `state` began
    /// @param contacts what is in hand or ringing, oldest first
    /// @param steered what a supervisor decided, until she, or routing, decides otherwise
    record AgentView(
            AgentId agent,
            AgentState state,
            @Nullable String pauseReason,
            Instant since,
            List<SkillNeed> skills,
            List<HeldContact> contacts,
            @Nullable Steered steered) {

        /// Nobody has decided for her.
        public AgentView(
                AgentId agent,
                AgentState state,
                @Nullable String pauseReason,
                Instant since,
                List<SkillNeed> skills,
                List<HeldContact> contacts) {
            this(agent, state, pauseReason, since, skills, contacts, null);
        }
    }

    /// @param since when `phase` began
    /// @param until end of the lease while ringing, end of the wrap-up in wrap-up
    /// @param passed how it was transferred last; absent for a contact that never was. Of a wrap-up that is left to
    ///     who passed the citizen on it is she herself; of a consult it is who asks
    /// @param consult absent while no colleague is asked about it
    record HeldContact(
            ContactId contact,
            ChannelKind channel,
            TicketId ticket,
            CategoryCode category,
            Phase phase,
            Instant since,
            @Nullable Instant until,
            Why why,
            Transfer.@Nullable Passed passed,
            @Nullable Consult consult) {

        /// No colleague is asked about it.
        public HeldContact(
                ContactId contact,
                ChannelKind channel,
                TicketId ticket,
                CategoryCode category,
                Phase phase,
                Instant since,
                @Nullable Instant until,
                Why why,
                Transfer.@Nullable Passed passed) {
            this(contact, channel, ticket, category, phase, since, until, why, passed, null);
        }

        public HeldContact about(@Nullable Consult asked) {
            return new HeldContact(contact, channel, ticket, category, phase, since, until, why, passed, asked);
        }
    }

    /// A colleague is asked, by the citizen's contact as well as by what the colleague has in hand.
    ///
    /// @param of the citizen's contact
    /// @param speaks whether the colleague has answered
    record Consult(ContactId of, AgentId by, AgentId with, boolean speaks) {}

    enum Phase {
        OFFERED,
        IN_CONVERSATION,
        /// Interrupted; goes on by itself.
        PARKED,
        WRAP_UP
    }
}
