package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.Outcome;
import fr.allomairies.workspace.board.measures.ContactRecord.Leg;
import fr.allomairies.workspace.board.measures.ContactRecord.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Counts contact records, and takes them out again when they change. For one thread.
public final class Tally {

    private final Parameters parameters;
    private final Waits waits = new Waits();
    private final Waits responses = new Waits();
    private final Waits errors = new Waits();
    private int inMenu;
    private int abandonedInMenu;
    private int selfServed;
    private int offered;
    private int answered;
    private int answeredInTime;
    private int abandoned;
    private int abandonedInTime;
    private int shortAbandons;
    private int callbacks;
    private int endedOtherwise;
    private int overflowed;
    private int waiting;
    private int inConversation;
    private int inWrapUp;
    private int handled;
    private int estimatesHeld;
    private int assisted;
    private int assistantEnded;
    private int contained;
    private int handedOver;
    private int leftTheAssistant;
    private int alarms;
    private int falseAlarms;
    private int missedDangers;
    private long talkMillis;
    private long holdMillis;
    private long wrapUpMillis;

    public Tally(Parameters parameters) {
        this.parameters = parameters;
    }

    public void add(ContactRecord record) {
        count(record, 1);
    }

    /// Exactly as it was added.
    public void remove(ContactRecord record) {
        count(record, -1);
    }

    public Figures figures() {
        return new Figures(
                inMenu,
                abandonedInMenu,
                selfServed,
                offered,
                answered,
                answeredInTime,
                abandoned,
                abandonedInTime,
                shortAbandons,
                callbacks,
                endedOtherwise,
                overflowed,
                waiting,
                inConversation,
                inWrapUp,
                handled,
                serviceLevel(parameters.rule()),
                ratio(abandoned, offered),
                ratio(abandoned - shortAbandons, offered - shortAbandons),
                ratio(answered, answered + abandoned + callbacks + endedOtherwise),
                waits.mean(),
                waits.quantile(0.5),
                waits.quantile(0.9),
                waits.quantile(0.95),
                waits.quantile(1),
                ratio(talkMillis / 1000.0, handled),
                ratio(holdMillis / 1000.0, handled),
                ratio(wrapUpMillis / 1000.0, handled),
                ratio((talkMillis + holdMillis + wrapUpMillis) / 1000.0, handled),
                responses.quantile(0.5),
                errors.size(),
                errors.quantile(0.5),
                ratio(estimatesHeld, errors.size()),
                assisted,
                assistantEnded,
                contained,
                handedOver,
                leftTheAssistant,
                alarms,
                falseAlarms,
                missedDangers,
                ratio(contained, assistantEnded));
    }

    public @Nullable Double serviceLevel(ServiceLevelRule rule) {
        return switch (rule) {
            case A -> ratio(answeredInTime, answered + abandoned - shortAbandons);
            case B -> ratio(answeredInTime, answered);
            case C -> ratio(answeredInTime + abandonedInTime, offered);
            case D -> ratio(answeredInTime, offered);
        };
    }

    private void count(ContactRecord record, int by) {
        countAssisted(record, by);
        if (record.entry() == null) {
            countOutsideTheQueue(record, by);
        } else {
            offered += by;
            overflowed += record.overflows().isEmpty() ? 0 : by;
            countPhase(record.phase(), by);
            record.waited().ifPresent(waited -> countWait(record, waited, by));
            record.legs().forEach(leg -> countLeg(leg, by));
            countResponse(record, by);
            countEstimate(record, by);
        }
    }

    private void countAssisted(ContactRecord record, int by) {
        if (record.assisted() != null) {
            assisted += by;
            assistantEnded += record.assistantEnded() ? by : 0;
            contained += record.contained() ? by : 0;
            handedOver += record.handedOver() ? by : 0;
            leftTheAssistant += record.leftTheAssistant() ? by : 0;
            alarms += record.assisted().urgent() ? by : 0;
            falseAlarms += record.assisted().falseAlarm() ? by : 0;
            missedDangers += record.assisted().missedDanger() ? by : 0;
        }
    }

    private void countOutsideTheQueue(ContactRecord record, int by) {
        if (!record.over()) {
            inMenu += by;
        } else if (record.outcome() == Outcome.ABANDONED) {
            abandonedInMenu += by;
        } else if (record.outcome() != Outcome.BLOCKED && record.outcome() != Outcome.LOST) {
            selfServed += by;
        }
    }

    private void countPhase(Phase phase, int by) {
        switch (phase) {
            case WAITING -> waiting += by;
            case IN_CONVERSATION -> inConversation += by;
            case WRAP_UP -> inWrapUp += by;
            case IN_MENU, LEAVING, OVER -> {}
        }
    }

    private void countWait(ContactRecord record, Duration waited, int by) {
        var inTime = waited.compareTo(parameters.answerWithin(record.channel())) <= 0 ? by : 0;
        if (record.answered().isPresent()) {
            answered += by;
            answeredInTime += inTime;
            count(waits, waited, by);
        } else if (record.abandoned()) {
            abandoned += by;
            abandonedInTime += inTime;
            shortAbandons += waited.compareTo(parameters.shortAbandon()) <= 0 ? by : 0;
        } else if (record.outcome() == Outcome.CALLBACK) {
            callbacks += by;
        } else {
            endedOtherwise += by;
        }
    }

    private void countLeg(Leg leg, int by) {
        if (leg.finished() != null) {
            handled += by;
            talkMillis += by * leg.talk().toMillis();
            holdMillis += by * leg.held().toMillis();
            wrapUpMillis += by * leg.wrapUp().toMillis();
        }
    }

    private void countResponse(ContactRecord record, int by) {
        if (record.firstResponse() != null) {
            count(responses, Duration.between(record.arrived(), record.firstResponse()), by);
        }
    }

    private void countEstimate(ContactRecord record, int by) {
        record.estimateError().ifPresent(error -> count(errors, error, by));
        estimatesHeld += record.estimateHeld() ? by : 0;
    }

    private static void count(Waits waits, Duration wait, int by) {
        if (by > 0) {
            waits.add(wait);
        } else {
            waits.remove(wait);
        }
    }

    private static @Nullable Double ratio(double part, int whole) {
        return whole <= 0 ? null : part / whole;
    }
}
