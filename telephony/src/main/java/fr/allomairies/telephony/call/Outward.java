package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.CALLING;
import static fr.allomairies.telephony.call.CallState.PLACED;

import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.telephony.call.CallCommand.CallCitizen;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndUnanswered;
import fr.allomairies.telephony.call.CallCommand.HangUpCitizen;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.RingToCall;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.Placed;

/// The part of the table that is about calls that an agent makes: her phone rings, then his. Nobody else is asked, and
/// it is not tried again. Once they hear each other it is a call like any other.
final class Outward {

    private Outward() {}

    static boolean is(Call call) {
        return call.state() == PLACED || call.state() == CALLING;
    }

    static Step placed(Call call, Placed placed) {
        if (call.state() != PLACED || call.leg() != null) {
            return Step.to(call);
        }
        var leg = Leg.of(call.id(), CallTable.agentOf(call), placed.until());
        return Step.to(call.with(leg), new RingToCall(leg));
    }

    /// Also of a phone that rang before we died.
    static Step legRings(Call call, String leg) {
        return call.leg() == null ? Step.to(call.with(named(call, leg))) : Step.to(call);
    }

    /// Of her two phones the second that is answered is let go.
    static Step agentReady(Call call, AgentReady ready) {
        var current = call.leg();
        if (current != null && !current.id().equals(ready.leg())) {
            return Step.to(call, new HangUpLeg(ready.leg()));
        }
        var hers = call.with(named(call, ready.leg()));
        return call.state() == PLACED ? Step.to(hers.in(CALLING), new CallCitizen(ready.agent())) : Step.to(hers);
    }

    private static Leg named(Call call, String leg) {
        return Leg.named(leg, call.id(), CallTable.agentOf(call));
    }

    static Step notAnswered(Call call, Unanswered why) {
        return call.state() == CALLING ? unanswered(call, why) : Step.to(call);
    }

    /// She did not answer, or is gone before he has answered.
    static Step legLost(Call call) {
        return call.state() == PLACED ? unanswered(call, Unanswered.AGENT) : givenUp(call);
    }

    static Step givenUp(Call call) {
        var over = unanswered(call, Unanswered.GIVEN_UP);
        return call.state() == CALLING ? over.then(new HangUpCitizen()) : over;
    }

    /// Who picks up and puts down at once has refused it.
    static Step gone(Call call, Gone gone) {
        var servedBy = gone.servedBy();
        if (servedBy != null) {
            return CallTable.ended(call, new TakeOver(servedBy), new EndConversation(gone.by()));
        }
        return unanswered(call, gone.by() == EndedBy.CITIZEN ? Unanswered.REFUSED : Unanswered.FAILED);
    }

    private static Step unanswered(Call call, Unanswered why) {
        return CallTable.hangUpLeg(call, CallTable.ended(call, new EndUnanswered(CallTable.agentOf(call), why)));
    }
}
