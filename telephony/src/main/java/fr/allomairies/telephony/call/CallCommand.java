package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be done, in this order. Each may be carried out twice without harm.
public sealed interface CallCommand {

    /// @param category absent where the number that was dialled decides
    record Queue(@Nullable CategoryCode category) implements CallCommand {}

    /// The citizen left in the menu: abandoned there.
    record EndInMenu() implements CallCommand {}

    /// We were closed, or the assistant's answer was enough: the machine served the call.
    record EndClosed() implements CallCommand {}

    /// Calls from his number do not get through.
    record EndBlocked(UUID block) implements CallCommand {}

    /// The agent's phone answered the offer.
    record Accept(AgentId agent) implements CallCommand {}

    /// The agent has the call without an offer of ours.
    record TakeOver(AgentId agent) implements CallCommand {}

    record Decline(AgentId agent) implements CallCommand {}

    record PhoneFailed(AgentId agent) implements CallCommand {}

    /// The citizen had left the queue for the answering machine, and nobody spoke with him: what he said decides how
    /// the call is accounted for.
    record TakeMessage() implements CallCommand {}

    record Abandon() implements CallCommand {}

    /// What follows is nobody's doing: the server has died. From now on that is remembered.
    record MarkLost() implements CallCommand {}

    record EndConversation(EndedBy by) implements CallCommand {}

    record Ring(Leg leg) implements CallCommand {}

    /// The agent has the call, but not the citizen: his phones ring anew.
    record RingAgain(AgentId agent) implements CallCommand {}

    /// The agent's line did not come back in time: the call is no longer hers, and waits again at its age.
    record GiveBack(AgentId agent) implements CallCommand {}

    record HangUpLeg(String leg) implements CallCommand {}

    record HangUpAgent() implements CallCommand {}

    /// The citizen is to hear music, and the agent's phone to be kept.
    record Hold() implements CallCommand {}

    /// The agent is to speak with the citizen whom she holds.
    record Resume() implements CallCommand {}

    /// He is on hold: from now on it is accounted for.
    record BeginHold(AgentId agent) implements CallCommand {}

    /// He is not on hold any more, if he was.
    record EndHold(AgentId agent) implements CallCommand {}

    /// From now on it is remembered whom she asks.
    record KeepConsult(Consult consult) implements CallCommand {}

    /// The colleague's phones ring; the first that answers is connected with the agent who holds the citizen.
    record RingColleague(Leg leg) implements CallCommand {}

    /// Not when the citizen speaks over it by then.
    record HangUpColleague(String leg) implements CallCommand {}

    /// Agent and colleague speak: from now on it is accounted for.
    record BeginConsult(AgentId colleague) implements CallCommand {}

    /// The consult is over, and routing is to know it.
    record EndConsult(ContactId consult, ConsultEnd how) implements CallCommand {}

    /// Routing knows already that the consult is over.
    record ForgetConsult() implements CallCommand {}

    /// The agent leaves the line, so that her colleague has the citizen.
    record HandOver() implements CallCommand {}

    /// The citizen is to hear the agent and whom she asks.
    record Join() implements CallCommand {}

    /// The three hear each other: from now on it is accounted for.
    ///
    /// @param with the colleague; absent for an outside number
    record BeginConference(AgentId agent, @Nullable Consult with) implements CallCommand {}

    /// The colleague has the citizen.
    record CompleteConsult(AgentId colleague) implements CallCommand {}

    /// From now on it is remembered where he is sent.
    record KeepOutside(AgentId agent, Outside outside) implements CallCommand {}

    /// The outside number is called for the citizen, who is on hold and hears it ring.
    record SendOutside(Outside outside) implements CallCommand {}

    /// The outside number is called by the phone of the agent who holds the citizen.
    record AskOutside(Outside outside) implements CallCommand {}

    /// They speak: from now on it is accounted for.
    record BeginOutsideConsult(AgentId agent) implements CallCommand {}

    /// Whoever is outside is let go, or rings no more; her phone is kept for the citizen again.
    record DropOutside() implements CallCommand {}

    /// They speak no more, and she has the citizen still.
    record EndOutsideConsult(AgentId agent, OutsideEnd how) implements CallCommand {}

    /// She leaves the line, so that whoever is outside has the citizen.
    record HandOverOutside() implements CallCommand {}

    /// Nothing came of it.
    record MissOutside(AgentId agent, Unanswered why) implements CallCommand {}

    /// He has left the house, and her wrap-up begins.
    ///
    /// @param at when he left
    record Leave(AgentId agent, Instant at) implements CallCommand {}

    /// His call is over.
    ///
    /// @param told whether the line told it when it happened
    record EndOutside(boolean told) implements CallCommand {}

    /// Out of the agent's hands and into the waiting loop; her phone is free.
    record PassOn(AgentId from) implements CallCommand {}

    /// Who was passed on is no longer with who did it.
    record InQueueAgain() implements CallCommand {}

    record BackToWaiting() implements CallCommand {}

    /// He is not to wait any more.
    record TakeLeave() implements CallCommand {}

    /// His place is kept for the time when he is called back.
    record PromiseCallback(PhoneNumber number) implements CallCommand {}

    /// That he speaks to the assistant is accounted for; he keeps his place.
    record NoteAssistant() implements CallCommand {}

    /// The assistant's answer was enough for him: he leaves the queue, and nobody is to call him back.
    ///
    /// @param confirmed he has said so; otherwise he has hung up once he had heard it
    record EndServed(boolean confirmed) implements CallCommand {}

    /// The agent's phones ring, and who answers is told that a citizen is called back.
    record RingForCallback(Leg leg) implements CallCommand {}

    /// The agent has the contact: the citizen is dialled.
    record Dial(AgentId agent) implements CallCommand {}

    /// He could not be reached this time.
    record NotReached() implements CallCommand {}

    /// His phone stops.
    record HangUpCitizen() implements CallCommand {}

    /// The agent's phones ring for a call that she makes.
    record RingToCall(Leg leg) implements CallCommand {}

    /// She listens: the citizen is dialled, and hears her as soon as he answers.
    record CallCitizen(AgentId agent) implements CallCommand {}

    /// The agent who called did not get to speak with him.
    record EndUnanswered(AgentId agent, Unanswered why) implements CallCommand {}

    record ToVoicemail() implements CallCommand {}
}
