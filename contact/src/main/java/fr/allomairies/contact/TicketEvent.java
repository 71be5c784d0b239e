package fr.allomairies.contact;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The life of a ticket, which outlives its contacts.
public sealed interface TicketEvent extends Event {

    TicketId ticket();

    /// @param contact the contact that opened it
    record TicketOpened(
            Instant at, TicketId ticket, String number, ChannelKind channel, CategoryCode category, ContactId contact)
            implements TicketEvent {}

    /// Something was said or written. The words are in the ticket, not in the log.
    ///
    /// @param contact the contact in which it was said; absent for a letter or a note outside a contact
    /// @param author the agent who wrote it; absent for the citizen, a service and the system
    record InteractionAdded(
            Instant at,
            TicketId ticket,
            InteractionId interaction,
            InteractionKind kind,
            Direction direction,
            ChannelKind channel,
            @Nullable ContactId contact,
            @Nullable AgentId author)
            implements TicketEvent {}

    record TicketClassified(
            Instant at,
            TicketId ticket,
            CategoryCode category,
            @Nullable AgentId by) implements TicketEvent {}

    /// An agent has taken the ticket in hand; nobody else takes it before he gives it back.
    record TicketTaken(Instant at, TicketId ticket, AgentId by) implements TicketEvent {}

    record TicketGivenBack(Instant at, TicketId ticket, AgentId by) implements TicketEvent {}

    /// Somebody has decided who has the ticket in hand: a supervisor, or who takes back what he has just done.
    ///
    /// @param to absent for nobody
    record TicketAssigned(
            Instant at, TicketId ticket, @Nullable AgentId to, AgentId by) implements TicketEvent, Decision {}

    record TicketHandedOver(Instant at, TicketId ticket, ServiceCode service, AgentId by) implements TicketEvent {}

    /// A municipal service tells how the work goes; its reason is an interaction of the ticket.
    ///
    /// @param newDate the day now announced to the citizen; always there when delayed
    record ServiceReported(
            Instant at,
            TicketId ticket,
            ServiceCode service,
            ServiceProgress progress,
            @Nullable LocalDate newDate) implements TicketEvent {}

    /// A service wrote back to what it was told of the ticket; its words are an interaction of it.
    record ServiceWrote(Instant at, TicketId ticket, ServiceCode service, InteractionId interaction)
            implements TicketEvent {}

    /// A service outside of the product could not be told of the ticket, for good.
    ///
    /// @param reason kebab-case code
    record HandOverFailed(Instant at, TicketId ticket, ServiceCode service, String reason) implements TicketEvent {}

    /// @param by the agent who decided it; absent where it came of something else, which is in the log before it
    record TicketStatusChanged(
            Instant at,
            TicketId ticket,
            TicketStatus from,
            TicketStatus to,
            String reason,
            @Nullable AgentId by) implements TicketEvent {}

    /// Somebody is told from now on of what others do with the ticket.
    ///
    /// @param by himself, whoever named him in a note, or whoever split off the ticket from one that he follows
    record TicketFollowed(Instant at, TicketId ticket, AgentId agent, AgentId by) implements TicketEvent {}

    record TicketUnfollowed(Instant at, TicketId ticket, AgentId agent) implements TicketEvent {}

    /// Somebody is named in a note, for him to read it.
    record AgentMentioned(Instant at, TicketId ticket, InteractionId interaction, AgentId agent, AgentId by)
            implements TicketEvent {}

    /// An outgoing interaction left the house.
    record MessageSent(Instant at, TicketId ticket, InteractionId interaction, ChannelKind channel)
            implements TicketEvent {}

    /// An outgoing interaction could not be delivered, for good.
    ///
    /// @param reason kebab-case code
    record MessageFailed(Instant at, TicketId ticket, InteractionId interaction, ChannelKind channel, String reason)
            implements TicketEvent {}

    /// An outgoing interaction is on the device of the citizen.
    ///
    /// @param read he has seen it
    record MessageReached(Instant at, TicketId ticket, InteractionId interaction, ChannelKind channel, boolean read)
            implements TicketEvent {}

    /// Its subject, its place or who the citizen is was corrected, or taken away.
    record TicketDescribed(Instant at, TicketId ticket, AgentId by) implements TicketEvent {}

    /// What was said on the ticket, and who said it, is gone for good; what was counted stays.
    record TicketAnonymised(Instant at, TicketId ticket, Anonymisation why) implements TicketEvent {}

    /// Nothing of the ticket goes before somebody says so.
    record TicketHeldBack(Instant at, TicketId ticket, AgentId by) implements TicketEvent, Decision {}

    record TicketReleased(Instant at, TicketId ticket, AgentId by) implements TicketEvent, Decision {}

    /// A caller gave up waiting: somebody is to call him back.
    record MissedCallKept(Instant at, TicketId ticket, ContactId contact) implements TicketEvent {}

    /// He is not to be called back any more.
    record MissedCallSettled(Instant at, TicketId ticket, How how) implements TicketEvent {

        public enum How {
            /// Somebody speaks with him, on whichever channel.
            REACHED_US,
            /// He gave up again: his newer call stands for both.
            CALLED_AGAIN,
            CALLED_BACK,
            RESOLVED
        }
    }

    /// The ticket is one matter with another, which stands for both from now on. It keeps what was said on it.
    record TicketMerged(Instant at, TicketId ticket, TicketId into, AgentId by) implements TicketEvent, Decision {}

    /// The merge is undone: the ticket stands for itself again, as it did before.
    record TicketSeparated(Instant at, TicketId ticket, TicketId from, AgentId by) implements TicketEvent, Decision {}

    /// Many reported the same nearby: a supervisor holds them to be one incident, for which the ticket stands.
    ///
    /// @param reports how many, itself counted
    record IncidentRaised(Instant at, TicketId ticket, int reports, AgentId by) implements TicketEvent, Decision {}

    /// A supervisor holds what many reported nearby to be several matters.
    ///
    /// @param ticket the one that would have stood for all
    record IncidentDismissed(Instant at, TicketId ticket, int reports, AgentId by) implements TicketEvent, Decision {}

    /// The ticket was opened for what had been said on another one and is another matter.
    record TicketSplitOff(Instant at, TicketId ticket, TicketId from, AgentId by) implements TicketEvent, Decision {}

    /// What was said on the one ticket belongs to the other now.
    record InteractionMoved(Instant at, TicketId ticket, InteractionId interaction, TicketId from)
            implements TicketEvent {}

    /// The citizen says that what was resolved is not fixed, on his tracking page.
    record NotFixedSaid(Instant at, TicketId ticket) implements TicketEvent {}

    /// The citizen says how satisfied he is with how his request ended, once for a ticket.
    ///
    /// @param score 1, not at all, to 5, very
    record SatisfactionGiven(Instant at, TicketId ticket, int score) implements TicketEvent {
        public SatisfactionGiven {
            if (score < 1 || score > 5) {
                throw new IllegalArgumentException("a score is 1 to 5, not " + score);
            }
        }
    }

    /// There is something to do for the ticket. The words are in the ticket, not in the log.
    ///
    /// @param service who has to do it, or `agent`
    /// @param needed the ticket is not settled before it is done
    record TaskAdded(
            Instant at,
            TicketId ticket,
            TaskId task,
            @Nullable ServiceCode service,
            @Nullable AgentId agent,
            LocalDate due,
            boolean needed,
            AgentId by)
            implements TicketEvent {}

    /// @param by an agent, an officer of the service, or the service itself, by its code, that answers from outside
    record TaskDone(Instant at, TicketId ticket, TaskId task, AgentId by) implements TicketEvent {}

    record TaskReopened(Instant at, TicketId ticket, TaskId task, AgentId by) implements TicketEvent {}

    /// A service outside of the product tells how a task goes; its words are in the ticket.
    ///
    /// @param newDate the day on which it is due now; always there when delayed
    record TaskReported(
            Instant at,
            TicketId ticket,
            TaskId task,
            ServiceCode service,
            ServiceProgress progress,
            @Nullable LocalDate newDate)
            implements TicketEvent {}

    /// A service outside of the product says that the task is not its to do. It stays to be done.
    record TaskRefused(Instant at, TicketId ticket, TaskId task, ServiceCode service) implements TicketEvent {}

    /// It is not to be done any more.
    record TaskCalledOff(Instant at, TicketId ticket, TaskId task, AgentId by) implements TicketEvent {}

    enum Direction {
        IN,
        OUT,
        INTERNAL
    }

    enum InteractionKind {
        MESSAGE,
        CALL,
        NOTE,
        /// The accusé d'enregistrement électronique, sent at once.
        ACKNOWLEDGEMENT,
        PROGRESS
    }

    enum ServiceProgress {
        IN_PROGRESS,
        DELAYED,
        DONE
    }

    enum Anonymisation {
        /// It was closed for as long as the city keeps such requests.
        RETENTION,
        /// The citizen asked for it.
        ERASURE
    }
}
