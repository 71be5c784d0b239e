package fr.allomairies.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of one contact, from arrival to outcome.
/// It is over with [ContactAbandoned], [ContactHandled] or [ContactEnded], exactly one of them, and nothing follows.
public sealed interface ContactEvent extends Event {

    ContactId contact();

    /// A citizen reached us. A call arrives before its menu, and a chat before its talk with the assistant;
    /// anything else that is written arrives and is queued at once.
    record ContactArrived(Instant at, ContactId contact, ChannelKind channel) implements ContactEvent {}

    /// The assistant answered a line of the citizen, or a caller who waits has turned to it by key. Only a contact
    /// that spoke to it has this event.
    record AssistantReplied(Instant at, ContactId contact) implements ContactEvent {}

    /// While another way to understand is on trial: by which of both the assistant holds the contact from here on.
    ///
    /// @param trial its number
    /// @param tried by the one on trial; otherwise by what is in use
    record AssistantDrawn(Instant at, ContactId contact, int trial, boolean tried) implements ContactEvent {}

    /// The assistant's part is over. Who hangs up in the middle has none, and neither has a call that goes on without
    /// the assistant because it has lost its voice.
    ///
    /// @param category that it took the matter for; absent where it found none out
    /// @param urgent it saw a danger
    record AssistantEnded(
            Instant at,
            ContactId contact,
            AssistantEnd how,
            @Nullable CategoryCode category,
            boolean urgent) implements ContactEvent {}

    /// An agent says that the assistant saw a danger where there was none, or none where there was one. The last word
    /// before the end of the contact counts.
    ///
    /// @param danger whether there was one
    record DangerCorrected(Instant at, ContactId contact, AgentId agent, boolean danger) implements ContactEvent {}

    /// The contact waits for an agent.
    ///
    /// @param priority minutes by which the channel holds it to be more pressing than others
    /// @param cost share of an agent's capacity of 100 that the contact takes
    /// @param language as a two-letter code
    /// @param preferred the agent who knows the matter, for whom bonus minutes are given, never a lock
    /// @param commune INSEE code of the place that it is about, where it is known
    /// @param dueAt when it must have been handled, by law or by the city's promise
    /// @param since when its clock began; absent: now. A transfer does not start the clock again
    record ContactQueued(
            Instant at,
            ContactId contact,
            ChannelKind channel,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            int priority,
            int cost,
            String language,
            @Nullable AgentId preferred,
            @Nullable String commune,
            @Nullable Instant dueAt,
            @Nullable Instant since,
            @Nullable String number)
            implements ContactEvent {

        public ContactQueued {
            needs = List.copyOf(needs);
        }

        /// Of no number.
        public ContactQueued(
                Instant at,
                ContactId contact,
                ChannelKind channel,
                TicketId ticket,
                CategoryCode category,
                List<SkillNeed> needs,
                int priority,
                int cost,
                String language,
                @Nullable AgentId preferred,
                @Nullable String commune,
                @Nullable Instant dueAt,
                @Nullable Instant since) {
            this(
                    at, contact, channel, ticket, category, needs, priority, cost, language, preferred, commune, dueAt,
                    since, null);
        }
    }

    /// What was expected of a contact that had to wait when it was queued, to be compared with what happened.
    ///
    /// @param position 1 for the next among those of the same channel
    /// @param low of ten such contacts one waits for less, and one for longer than `high`
    /// @param announced whether the last ones had been good enough for citizens to be told
    record WaitEstimated(
            Instant at,
            ContactId contact,
            int position,
            Duration low,
            Duration expected,
            Duration high,
            boolean announced)
            implements ContactEvent {

        /// By how much it was wrong, either way.
        public Duration error(Instant answered) {
            return Duration.between(at, answered).minus(expected).abs();
        }

        public boolean covers(Instant answered) {
            var waited = Duration.between(at, answered);
            return waited.compareTo(low) >= 0 && waited.compareTo(high) <= 0;
        }
    }

    /// The contact asks for less from now on.
    ///
    /// @param step of its line of the rules, from 0
    record ContactRelaxed(Instant at, ContactId contact, int step, RelaxReason reason) implements ContactEvent {}

    /// The contact is presented to one agent, until `leaseUntil` at the latest.
    ///
    /// @param waited time since the contact was queued
    /// @param score the minutes that decided the order, see docs/routing.md
    /// @param reasons why this agent; absent in the entries of older versions
    record ContactOffered(
            Instant at,
            ContactId contact,
            AgentId agent,
            Instant leaseUntil,
            Duration waited,
            double score,
            @Nullable OfferReasons reasons)
            implements ContactEvent {}

    record OfferAccepted(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    record OfferDeclined(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    /// The lease ran out. The contact keeps its age; the agent is paused with the reason.
    record OfferNotAnswered(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    record OfferWithdrawn(Instant at, ContactId contact, AgentId agent, WithdrawReason reason)
            implements ContactEvent {}

    /// Voice only: citizen and agent hear each other. `agent` is absent when the safety net connected somebody
    /// unknown.
    record ContactConnected(
            Instant at, ContactId contact, @Nullable AgentId agent) implements ContactEvent {}

    /// The agent's work on the contact rests for one that is more pressing. It stays in the agent's hands and goes
    /// on by itself.
    record ContactParked(Instant at, ContactId contact, AgentId agent, ContactId interruptedBy)
            implements ContactEvent {}

    record ContactResumed(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    /// Voice only: the citizen hears music, and stays in the agent's hands. It is over with [HoldEnded], or with
    /// what ends her part in the contact.
    record ContactHeld(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    record HoldEnded(Instant at, ContactId contact, AgentId agent) implements ContactEvent {}

    /// The contact is no longer in the agent's hands; it waits again, at its age.
    ///
    /// @param reason absent in the entries of older versions, where it was a supervisor
    record ContactTakenBack(
            Instant at,
            ContactId contact,
            AgentId agent,
            @Nullable TakeBackReason reason) implements ContactEvent {}

    /// The agent has passed the citizen on, who waits again at his age, and asks for what is said here. Her own
    /// part goes on as the wrap-up of `afterwards`, of which nothing more is told than [ContactHandled].
    ///
    /// @param category what it is about from now on
    /// @param to the colleague who is asked first; absent for whoever can
    /// @param note what she wrote for whoever is next, on the ticket
    record ContactTransferred(
            Instant at,
            ContactId contact,
            AgentId agent,
            CategoryCode category,
            List<SkillNeed> needs,
            @Nullable AgentId to,
            @Nullable InteractionId note,
            ContactId afterwards)
            implements ContactEvent {

        public ContactTransferred {
            needs = List.copyOf(needs);
        }
    }

    /// The contact has overflowed to another line of the rules: it waits on at its age, and those whom that line asks
    /// for may take it as well.
    ///
    /// @param from name of its own line
    /// @param to name of the other one
    /// @param step of its line of the rules, from 0
    record ContactShared(Instant at, ContactId contact, String from, String to, int step, OverflowReason reason)
            implements ContactEvent {}

    /// Voice only: the agent asks a colleague, who is rung meanwhile; the citizen is put on hold for it. It is over
    /// with [ConsultEnded].
    ///
    /// @param with the colleague
    /// @param consult what the colleague has in hand by it: never queued, and no contact of its own in any figure
    /// @param until when the colleague must have answered
    record ConsultAsked(Instant at, ContactId contact, AgentId agent, AgentId with, ContactId consult, Instant until)
            implements ContactEvent {}

    /// Agent and colleague hear each other.
    record ConsultBegan(Instant at, ContactId contact, AgentId agent, AgentId with, ContactId consult)
            implements ContactEvent {}

    record ConsultEnded(Instant at, ContactId contact, AgentId agent, AgentId with, ContactId consult, ConsultEnd how)
            implements ContactEvent {}

    /// Voice only: the agent sends the citizen, who is on hold, to an outside number, which rings. It is over
    /// with [OutsideTookOver], [OutsideUnanswered], or with what ends her part in the contact.
    record OutsideCalled(Instant at, ContactId contact, AgentId agent, OutsideKind to) implements ContactEvent {}

    /// It came to nothing, and the citizen is in her hands still.
    record OutsideUnanswered(Instant at, ContactId contact, AgentId agent, OutsideKind to, Unanswered why)
            implements ContactEvent {}

    /// The citizen speaks with somebody outside, and has left the house. [ConversationEnded] follows.
    record OutsideTookOver(Instant at, ContactId contact, AgentId agent, OutsideKind to) implements ContactEvent {}

    /// Voice only: the agent calls an outside number to speak about the citizen, who is on hold. It is over with
    /// [OutsideConsultEnded], or with [OutsideTookOver] when she hands him over.
    record OutsideConsultAsked(Instant at, ContactId contact, AgentId agent, OutsideKind to) implements ContactEvent {}

    /// They hear each other.
    record OutsideConsultBegan(Instant at, ContactId contact, AgentId agent, OutsideKind to) implements ContactEvent {}

    record OutsideConsultEnded(Instant at, ContactId contact, AgentId agent, OutsideKind to, OutsideEnd how)
            implements ContactEvent {}

    /// Voice only: citizen, agent and whom she asks hear each other from now on, and he is on hold no more. It
    /// is over with what ends the consult ([ConsultEnded], [OutsideConsultEnded]), with [OutsideTookOver], or
    /// with what ends her part in the contact.
    ///
    /// @param colleague absent for an outside number
    /// @param consult what the colleague has in hand by it; absent for an outside number
    record ConferenceBegan(
            Instant at,
            ContactId contact,
            AgentId agent,
            @Nullable AgentId colleague,
            @Nullable ContactId consult) implements ContactEvent {}

    /// The contact leaves the queue by another way out. Whoever carries that out tells how it ends: with [ContactEnded]
    /// when it came to something, with [ContactAbandoned] when the citizen left before.
    ///
    /// @param from name of the line of the rules; absent in the entries of older versions
    /// @param to code of the way out, such as `voicemail`
    record ContactOverflowed(
            Instant at, ContactId contact, @Nullable String from, String to, OverflowReason reason)
            implements ContactEvent {

        /// To be called back: proposed to the citizen, and taken by nobody but him.
        public static final String CALLBACK = "callback";

        /// The assistant answers who waits, and what it can do is enough for him, as he alone decides.
        public static final String ASSISTANT = "assistant";

        /// The telephone server has died with the call: nobody chose it.
        public static final String LOST = "lost";
    }

    /// The citizen was called back, and no person answered.
    ///
    /// @param attempt from 1
    /// @param last it is not tried again
    record CitizenNotReached(Instant at, ContactId contact, int attempt, boolean last) implements ContactEvent {}

    /// An agent calls the citizen of a ticket. It is in her hands from now on, and was in no queue: nobody asked for
    /// it. Over with [ContactHandled], behind [CallUnanswered] or [ConversationEnded].
    ///
    /// @param needs what it asks for should her line be lost
    record CallPlaced(
            Instant at,
            ContactId contact,
            AgentId agent,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            String language)
            implements ContactEvent {

        public CallPlaced {
            needs = List.copyOf(needs);
        }
    }

    /// The agent who called did not get to speak with the citizen.
    record CallUnanswered(Instant at, ContactId contact, AgentId agent, Unanswered why) implements ContactEvent {}

    /// The conversation is over and the agent's wrap-up begins.
    record ConversationEnded(Instant at, ContactId contact, AgentId agent, EndedBy by) implements ContactEvent {}

    /// The citizen closed a written conversation such as a chat. Routing says what that makes of the contact: an
    /// abandonment, the end of the conversation, or nothing when it is over already.
    record CitizenLeft(Instant at, ContactId contact) implements ContactEvent {}

    /// The citizen left before an agent accepted.
    record ContactAbandoned(Instant at, ContactId contact, Stage stage) implements ContactEvent {}

    /// The agent has finished with the contact, wrap-up included.
    ///
    /// @param disposition what the agent says that it was about; absent when the wrap-up ran out
    record ContactHandled(
            Instant at,
            ContactId contact,
            AgentId agent,
            @Nullable String disposition) implements ContactEvent {}

    /// The contact ended without an agent's handling.
    record ContactEnded(Instant at, ContactId contact, Outcome outcome) implements ContactEvent {}

    enum AssistantEnd {
        /// The citizen said that he has his answer.
        ANSWERED,
        /// A person goes on, because of a danger.
        DANGER,
        /// A person goes on, because he wanted one.
        ASKED_FOR,
        /// A person goes on, who knows what it is about.
        UNDERSTOOD,
        /// A person goes on, because he was not understood.
        LOST,
        ANSWER_DID_NOT_HELP,
        INSULT,
        OTHER_LANGUAGE,
        /// Nobody answers, and his request is on a ticket.
        NOTED,
        /// The citizen took his leave without an answer, or left.
        LEFT
    }

    enum ConsultEnd {
        /// The colleague has the citizen from now on.
        COMPLETED,
        /// The agent goes on alone.
        CANCELLED,
        DECLINED,
        NOT_ANSWERED,
        UNREACHABLE,
        COLLEAGUE_LEFT,
        /// The citizen is no longer in the agent's hands.
        OVER
    }

    /// How an agent's conversation with an outside number ended, or why there was none.
    enum OutsideEnd {
        /// The agent goes on alone.
        CANCELLED,
        BUSY,
        NO_ANSWER,
        REFUSED,
        /// It could not be carried.
        FAILED,
        /// Whoever was outside hung up.
        LEFT,
        /// The citizen is no longer in the agent's hands.
        OVER
    }

    enum WithdrawReason {
        CITIZEN_LEFT,
        AGENT_LEFT,
        PHONE_UNREACHABLE,
        /// The safety net connected the caller, or the agent, while the offer was ringing.
        CONNECTED_ELSEWHERE
    }

    enum TakeBackReason {
        SUPERVISOR,
        /// Her phone was lost in mid-call, and did not come back in time.
        LINE_LOST
    }

    enum RelaxReason {
        TIME,
        /// Nobody signed in satisfied the step before.
        NOBODY_SIGNED_IN,
        /// The colleague to whom it was transferred did not take it.
        NOT_TAKEN,
        MAXIMUM_WAIT
    }

    enum OverflowReason {
        WAITED,
        NOBODY_SIGNED_IN,
        CROWDED,
        /// The citizen chose it.
        CHOSEN
    }

    enum EndedBy {
        CITIZEN,
        AGENT,
        SYSTEM
    }

    enum Unanswered {
        /// Her own phone was not answered: he was not dialled.
        AGENT,
        /// She, or the citizen, gave up before it was answered.
        GIVEN_UP,
        BUSY,
        NO_ANSWER,
        /// He, or his network, rejected the call.
        REFUSED,
        /// It could not be carried: a number that nobody has, or a line that was lost.
        FAILED
    }

    /// Where a citizen was when he left.
    enum Stage {
        MENU,
        WAITING,
        RINGING
    }
}
