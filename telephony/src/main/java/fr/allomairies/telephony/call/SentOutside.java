package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.HELD;
import static fr.allomairies.telephony.call.CallState.OUTSIDE;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndOutside;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.KeepOutside;
import fr.allomairies.telephony.call.CallCommand.Leave;
import fr.allomairies.telephony.call.CallCommand.MissOutside;
import fr.allomairies.telephony.call.CallCommand.SendOutside;
import java.time.Instant;

/// The part of the table that is about citizens who are sent to an outside number. Until that is answered it is
/// a hold like any other: her phone is kept, and takes him again by the line itself when nothing comes of it.
/// Then he has left the house: her part is over, and ours with the line.
final class SentOutside {

    private SentOutside() {}

    static Step asked(Call call, CallEvent.OutsideAsked asked) {
        var outside = Outside.sent(asked.number());
        return afterHold(call, asked.agent(), outside, new SendOutside(outside));
    }

    /// He is put on hold first, unless he is there.
    static Step afterHold(Call call, AgentId agent, Outside outside, CallCommand next) {
        var keep = new KeepOutside(agent, outside);
        if (CallTable.isHeldBy(call, agent)) {
            return Step.to(call.sentTo(outside), keep, next);
        }
        return CallTable.isConnectedTo(call, agent) ? Step.to(call.sentTo(outside), keep, new Hold()) : Step.to(call);
    }

    static Step on(Call call, Outside outside, CallEvent event) {
        return switch (event) {
            case CallEvent.OutsideAsked _, CallEvent.OutsideConsultAsked _ -> Step.to(call);
            case CallEvent.ConsultAsked asked -> Step.to(call, new EndConsult(asked.consult(), ConsultEnd.OVER));
            case CallEvent.TookOutside(var at) -> took(call, at);
            case CallEvent.NotOutside(var why) -> missed(call, why);
            // she has him still: our command did not arrive
            case CallEvent.Held held when CallTable.isHeldBy(call, held.agent()) -> missed(call, Unanswered.FAILED);
            case CallEvent.Bridged bridged
            when CallTable.isConnectedTo(call, bridged.agent()) -> missed(call, Unanswered.FAILED);
            case CallEvent.ResumeAsked _, CallEvent.HangUpAsked _ -> missedBefore(call, event);
            default -> onHold(call, outside, event);
        };
    }

    /// Also when we had given it up. Who was passed on at that very instant waits for nobody any more.
    static Step took(Call call, Instant at) {
        if (call.state() == CallState.TRANSFERRED) {
            return CallTable.ended(call.withoutLeg(), new Abandon());
        }
        if (!call.state().inHand()) {
            return Step.to(call);
        }
        var left = Step.to(call.withoutLeg().sentTo(null).in(OUTSIDE), new Leave(CallTable.agentOf(call), at));
        return call.state() == CallState.CUT_OFF ? CallTable.hangUpLeg(call, left) : left;
    }

    /// What becomes of her phone, and of others, is none of his business any more.
    static Step away(Call call, CallEvent event) {
        return switch (event) {
            // told again by each comparison: we may have died before routing knew
            case CallEvent.TookOutside(var at) -> {
                var agent = call.agent();
                yield agent == null ? Step.to(call) : Step.to(call, new Leave(agent, at));
            }
            case CallEvent.Gone gone -> CallTable.ended(call, new EndOutside(gone.by() == EndedBy.CITIZEN));
            case CallEvent.AfterCall() -> CallTable.ended(call, new EndOutside(true));
            default -> Step.to(call);
        };
    }

    private static Step onHold(Call call, Outside outside, CallEvent event) {
        var next = CallTable.alone(call.sentTo(null), event);
        var after = next.call();
        if (after.state() == call.state() && CallTable.agentOf(call).equals(after.agent())) {
            return new Step(after.sentTo(outside), next.commands());
        }
        return after.state() == HELD && CallTable.isHeldBy(after, CallTable.agentOf(call))
                ? new Step(after.sentTo(outside), next.commands()).then(new SendOutside(outside))
                : missedBefore(call, event);
    }

    private static Step missedBefore(Call call, CallEvent event) {
        return missed(call, Unanswered.GIVEN_UP).before(CallTable.alone(call.sentTo(null), event));
    }

    private static Step missed(Call call, Unanswered why) {
        return Step.to(call.sentTo(null), new MissOutside(CallTable.agentOf(call), why));
    }
}
