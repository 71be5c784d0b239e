package fr.allomairies.workspace.board.measures;

import org.jspecify.annotations.Nullable;

/// The measures of a set of contacts, by the dictionary. Ratios are 0 to 1 and times are seconds; absent where there
/// is nothing to divide by.
///
/// @param inMenu still in the voice menu; like the next two never in a queue, and so not offered
/// @param selfServed ended in the menu with an answer
/// @param offered entered a queue
/// @param answered an agent accepted; `answeredInTime` within the time of the channel
/// @param shortAbandons of those abandoned, the ones within the threshold
/// @param endedOtherwise left the queue without agent, abandonment or promised call, such as an overflow
/// @param overflowed of those offered, the ones that another line was asked for or that took a way out, whatever became
///     of them
/// @param handled agent legs that are finished, wrap-up included
/// @param serviceLevel by the rule of the parameters
/// @param answerRate answered / those whose first wait is over, however it ended: the French *taux de décroché*. Who
///     still waits is neither answered nor unanswered yet
/// @param averageWait of the answered alone (ASA), like the median, the percentiles and the longest
/// @param estimated of those answered, the ones of whom it had been said how long they would wait
/// @param estimateError median of how much that was wrong, either way
/// @param estimatesHeld share of those whose wait lay within the range that was expected
/// @param assisted spoke to the assistant; `assistantEnded` of those, the ones of whom it is known how the talk ended
/// @param contained ended by an answer of the assistant that the citizen confirmed
/// @param handedOver by the assistant to a person, whatever came of it
/// @param leftTheAssistant left while they spoke with it, or without an answer
/// @param alarms in which the assistant saw a danger; `falseAlarms` of those, the ones of which an agent said that
/// there
///     was none
/// @param missedDangers in which it saw none and an agent said that there was one
/// @param containment contained / assistantEnded
/// @param firstResponse median, in calendar time, from arrival to the first human message
public record Figures(
        int inMenu,
        int abandonedInMenu,
        int selfServed,
        int offered,
        int answered,
        int answeredInTime,
        int abandoned,
        int abandonedInTime,
        int shortAbandons,
        int callbacks,
        int endedOtherwise,
        int overflowed,
        int waiting,
        int inConversation,
        int inWrapUp,
        int handled,
        @Nullable Double serviceLevel,
        @Nullable Double abandonmentRate,
        @Nullable Double abandonmentRateWithoutShort,
        @Nullable Double answerRate,
        @Nullable Double averageWait,
        @Nullable Double medianWait,
        @Nullable Double p90Wait,
        @Nullable Double p95Wait,
        @Nullable Double longestWait,
        @Nullable Double averageTalk,
        @Nullable Double averageHold,
        @Nullable Double averageWrapUp,
        @Nullable Double handleTime,
        @Nullable Double firstResponse,
        int estimated,
        @Nullable Double estimateError,
        @Nullable Double estimatesHeld,
        int assisted,
        int assistantEnded,
        int contained,
        int handedOver,
        int leftTheAssistant,
        int alarms,
        int falseAlarms,
        int missedDangers,
        @Nullable Double containment) {}
