package fr.allomairies.telephony.call;

import fr.allomairies.telephony.call.CallCommand.Dial;
import fr.allomairies.telephony.call.CallCommand.GiveBack;
import fr.allomairies.telephony.call.CallCommand.HangUpCitizen;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.NotReached;
import fr.allomairies.telephony.call.CallEvent.AgentReady;

/// The part of the table that is about citizens who hung up and kept their place.
final class Callback {

    private Callback() {}

    /// Also of a leg that rang before we died. Of two agents who answer, the second is let go.
    static Step agentReady(Call call, AgentReady ready) {
        var current = call.leg();
        var isHers = current == null
                ? ready.agent().equals(call.agent())
                : current.id().equals(ready.leg());
        if (call.state() == CallState.DIALLING && isHers) {
            return Step.to(call.with(Leg.named(ready.leg(), call.id(), ready.agent())));
        }
        if (call.state() != CallState.CALLBACK
                || call.cancelled().contains(ready.leg())
                || current != null && !current.id().equals(ready.leg())) {
            return Step.to(call, new HangUpLeg(ready.leg()));
        }
        return Step.to(
                call.with(Leg.named(ready.leg(), call.id(), ready.agent())).dialledFor(ready.agent()),
                new Dial(ready.agent()));
    }

    static Step notReached(Call call) {
        return CallTable.hangUpLeg(call, CallTable.ended(call, new NotReached()));
    }

    /// She hung up before he answered: it is somebody else's turn.
    static Step agentGone(Call call) {
        return Step.to(call.putBack(), new HangUpCitizen(), new GiveBack(CallTable.agentOf(call)));
    }
}
