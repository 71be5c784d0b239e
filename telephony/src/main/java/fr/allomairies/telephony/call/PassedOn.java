package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.BackToWaiting;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.InQueueAgain;
import fr.allomairies.telephony.call.CallCommand.PassOn;
import fr.allomairies.telephony.call.CallCommand.Ring;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallCommand.ToVoicemail;
import org.jspecify.annotations.Nullable;

/// The part of the table that is about citizens who are passed on. Until the line tells that he waits, whatever
/// it tells of the agent who passed him on is old news, or shows that our command did not arrive.
final class PassedOn {

    private PassedOn() {}

    /// Of a call that was cut off her phone stops ringing.
    static Step passedOn(Call call) {
        var step = Step.to(call.passedOn(), new PassOn(CallTable.agentOf(call)));
        return call.state() == CallState.CUT_OFF ? CallTable.hangUpLeg(call, step) : step;
    }

    /// He is with her still.
    static Step again(Call call) {
        return Step.to(call, new PassOn(CallTable.agentOf(call)));
    }

    static boolean isBy(Call call, @Nullable AgentId agent) {
        return call.state() == CallState.TRANSFERRED && agent != null && agent.equals(call.agent());
    }

    static Step inLoop(Call call) {
        var free = call.inQueueAgain();
        var leg = free.leg();
        return leg == null
                ? Step.to(free.in(CallState.WAITING), new InQueueAgain())
                : Step.to(free.in(CallState.RINGING), new InQueueAgain(), new Ring(leg));
    }

    static Step overflowed(Call call) {
        var free = call.withoutLeg().inQueueAgain();
        return Step.to(free.in(CallState.VOICEMAIL), new InQueueAgain(), new ToVoicemail());
    }

    static Step inSafetyNet(Call call) {
        return Step.to(call.inQueueAgain(), new InQueueAgain(), new BackToWaiting());
    }

    /// She left the line at the very instant at which she passed him on.
    static Step backToWaiting(Call call) {
        return Step.to(call, new BackToWaiting());
    }

    /// He was served by who passed him on, and is not served a second time by that.
    static Step gone(Call call, @Nullable AgentId servedBy, EndedBy by) {
        var over = call.withoutLeg();
        return servedBy == null || isBy(call, servedBy)
                ? CallTable.ended(over, new Abandon())
                : CallTable.ended(over, new TakeOver(servedBy), new EndConversation(by));
    }
}
