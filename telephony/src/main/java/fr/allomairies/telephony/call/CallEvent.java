package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a call. Any of them may come late, twice, or by the re-sync instead of by itself.
public sealed interface CallEvent {

    /// The call is on the line.
    record Arrived() implements CallEvent {}

    record DialogueBegan() implements CallEvent {}

    /// The dialogue is over: to the queue.
    ///
    /// @param category absent for a person
    record Chosen(@Nullable CategoryCode category) implements CallEvent {}

    /// The dialogue is over, and nobody is needed: outside the opening hours, or the assistant's answer was enough.
    record Closed() implements CallEvent {}

    /// Calls from his number do not get through.
    record Blocked(UUID block) implements CallEvent {}

    /// The citizen is in the waiting loop.
    record InLoop() implements CallEvent {}

    /// The line could not reach us and put the citizen into its own queue.
    record InSafetyNet() implements CallEvent {}

    /// As [InSafetyNet], but all was said to him before it: he waits for nobody.
    record TalkedInSafetyNet() implements CallEvent {}

    /// @param now when the offer became known here: one that is over is not rung
    record Offered(AgentId agent, Instant until, Instant now) implements CallEvent {}

    /// Declined, not answered or withdrawn.
    record OfferEnded(AgentId agent) implements CallEvent {}

    /// Routing sends the citizen from the queue to the answering machine.
    record Overflowed() implements CallEvent {}

    /// The citizen wants to be called back, and hangs up.
    record CallbackAsked(PhoneNumber number) implements CallEvent {}

    /// The citizen speaks to the assistant while he waits.
    record AssistantAsked() implements CallEvent {}

    /// What the assistant has told him is enough for him.
    record AnswerEnough() implements CallEvent {}

    /// The agent's phone was answered for a callback: the citizen can be dialled.
    record AgentReady(AgentId agent, String leg) implements CallEvent {}

    /// The citizen's phone was not answered, or by nobody who said that he is there.
    record NotAnswered(Unanswered why) implements CallEvent {}

    /// Routing has given her a call that she wants to make.
    ///
    /// @param until how long her phone may ring
    record Placed(Instant until) implements CallEvent {}

    /// A phone rings for the leg.
    record LegRings(String leg) implements CallEvent {}

    /// The agent pressed reject.
    record LegRejected(String leg) implements CallEvent {}

    /// No phone could be rung, or it broke off by itself.
    record LegFailed(String leg) implements CallEvent {}

    /// The agent answered, but the citizen could not be taken at that instant.
    record LegMissed(String leg) implements CallEvent {}

    /// It was not wanted any more, and nobody spoke over it: the line hangs it up.
    record LegHungUp(String leg) implements CallEvent {}

    /// Citizen and agent are in one bridge.
    ///
    /// @param leg absent when the line's own queue connected them
    record Bridged(AgentId agent, @Nullable String leg) implements CallEvent {}

    /// The agent wants him to wait a moment: at the desk, or by the key of her phone.
    record HoldAsked(AgentId agent) implements CallEvent {}

    /// The agent wants to go on with him whom she holds.
    record ResumeAsked(AgentId agent) implements CallEvent {}

    /// The citizen hears music, and the agent's phone is kept for him.
    ///
    /// @param leg over which she has him; absent when the line's own queue connected them
    record Held(AgentId agent, @Nullable String leg) implements CallEvent {}

    /// The agent asks a colleague, whom routing keeps free for it.
    ///
    /// @param consult what the colleague has in hand by it
    /// @param now when this became known here: a colleague whose time to answer is over is not rung
    record ConsultAsked(AgentId agent, AgentId colleague, ContactId consult, Instant until, Instant now)
            implements CallEvent {}

    /// The agent who holds the citizen and the colleague are in one bridge.
    ///
    /// @param leg over which the colleague is there
    record Consulted(String leg) implements CallEvent {}

    /// The consult is over by routing's account.
    record ConsultOver(ContactId consult) implements CallEvent {}

    /// The agent wants the colleague to go on with the citizen.
    record HandOverAsked(AgentId agent) implements CallEvent {}

    /// The agent wants the citizen to hear whom she speaks with about him, and to be heard.
    record JoinAsked(AgentId agent) implements CallEvent {}

    /// The citizen, the agent and whom she asks are in one bridge.
    record Joined() implements CallEvent {}

    /// The agent sends the citizen to an outside number.
    record OutsideAsked(AgentId agent, PhoneNumber number) implements CallEvent {}

    /// The agent wants to speak with an outside number about the citizen.
    record OutsideConsultAsked(AgentId agent, PhoneNumber number) implements CallEvent {}

    /// The agent who holds the citizen speaks with whoever is outside.
    record OutsideSpeaks() implements CallEvent {}

    /// She lets whoever is outside go.
    record OutsideDropped(AgentId agent) implements CallEvent {}

    /// He speaks with whoever is there.
    ///
    /// @param at since when
    record TookOutside(Instant at) implements CallEvent {}

    /// Nobody is there. The line lets the agent's phone take him again, or waits for her line when that is gone.
    record NotOutside(Unanswered why) implements CallEvent {}

    /// Routing has him in the queue again, for the agent has passed him on.
    record Transferred(AgentId agent) implements CallEvent {}

    /// A supervisor who listened has him from now on, in place of the agent.
    record TakenOver(AgentId by) implements CallEvent {}

    /// The agent's side hung up.
    record AgentLeft(AgentId agent) implements CallEvent {}

    /// The agent's side went without hanging up: her page was left, or her network is gone. The citizen hears music.
    ///
    /// @param until when the line leads him back to the loop unless she is there again
    record CutOff(AgentId agent, Instant until) implements CallEvent {

        /// How long the line keeps him so: `CUT_OFF_LIMIT` of the dialplan.
        public static final Duration KEPT = Duration.ofSeconds(20);
    }

    /// A phone of the agent is registered, perhaps again.
    ///
    /// @param until how long it may be rung for a call that was cut off
    record PhoneBack(AgentId agent, Instant until) implements CallEvent {}

    /// The agent was cut off and did not come back in time.
    record LineLost(AgentId agent) implements CallEvent {}

    /// The citizen is alone after a bridge.
    record AfterCall() implements CallEvent {}

    /// The agent wants to end the conversation from the desk.
    record HangUpAsked(AgentId agent) implements CallEvent {}

    /// The server that had the call is dead, or has been away for so long that it is taken for dead.
    record Lost() implements CallEvent {}

    /// The citizen's channel is no more.
    ///
    /// @param servedBy who had him when nobody of us was there to see it
    /// @param told whether he hung up on the assistant after its answer, as it asks who has had enough to do
    record Gone(@Nullable AgentId servedBy, EndedBy by, boolean told) implements CallEvent {

        public Gone(@Nullable AgentId servedBy, EndedBy by) {
            this(servedBy, by, false);
        }
    }
}
