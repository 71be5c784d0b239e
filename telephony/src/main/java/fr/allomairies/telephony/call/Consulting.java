package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.HELD;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.telephony.call.CallCommand.BeginConsult;
import fr.allomairies.telephony.call.CallCommand.CompleteConsult;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.ForgetConsult;
import fr.allomairies.telephony.call.CallCommand.HandOver;
import fr.allomairies.telephony.call.CallCommand.HangUpColleague;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.Join;
import fr.allomairies.telephony.call.CallCommand.KeepConsult;
import fr.allomairies.telephony.call.CallCommand.RingColleague;

/// The part of the table that is about an agent who asks a colleague. For the citizen it is a hold like any other: as
/// long as an event leaves him there the consult goes on, and whatever takes him out of it ends it. Only the colleague
/// who has him afterwards makes an attended transfer of it.
final class Consulting {

    private Consulting() {}

    /// He is put on hold first, unless he is there.
    static Step asked(Call call, CallEvent.ConsultAsked asked) {
        var leg = Leg.of(call.id(), asked.colleague(), asked.until());
        var consult = new Consult(asked.consult(), leg, false, false);
        if (!asked.until().isAfter(asked.now())) {
            return Step.to(call);
        }
        if (CallTable.isHeldBy(call, asked.agent())) {
            return Step.to(call.asking(consult), new KeepConsult(consult), new RingColleague(leg));
        }
        return CallTable.isConnectedTo(call, asked.agent())
                ? Step.to(call.asking(consult), new KeepConsult(consult), new Hold())
                : Step.to(call, new EndConsult(asked.consult(), ConsultEnd.OVER));
    }

    static Step on(Call call, Consult consult, CallEvent event) {
        return switch (event) {
            case CallEvent.ConsultAsked asked -> askedAgain(call, consult, asked);
            case CallEvent.OutsideAsked _, CallEvent.OutsideConsultAsked _ -> Step.to(call);
            case CallEvent.Consulted(var leg) -> speaks(call, consult, leg);
            case CallEvent.ConsultOver(var id) -> id.equals(consult.id()) ? forget(call, consult) : Step.to(call);
            case CallEvent.HandOverAsked(var agent) ->
                consult.speaks() && CallTable.isHeldBy(call, agent) ? Step.to(call, new HandOver()) : Step.to(call);
            case CallEvent.JoinAsked(var agent) ->
                consult.speaks() && CallTable.isHeldBy(call, agent) ? Step.to(call, new Join()) : Step.to(call);
            case CallEvent.Joined() -> call.state() == HELD ? Conference.joined(call) : Step.to(call);
            case CallEvent.LegRejected(var leg) when consult.uses(leg) -> end(call, consult, ConsultEnd.DECLINED);
            case CallEvent.LegFailed(var leg) when consult.uses(leg) -> end(call, consult, lost(consult));
            case CallEvent.LegMissed(var leg) when consult.uses(leg) -> end(call, consult, ConsultEnd.UNREACHABLE);
            case CallEvent.Held held
            when CallTable.isHeldBy(call, held.agent()) ->
                consult.speaks() ? end(call, consult, ConsultEnd.COLLEAGUE_LEFT) : Step.to(call);
            case CallEvent.Bridged bridged
            when isColleague(call, consult, bridged.agent()) ->
                Step.to(call.asking(null).connectedTo(bridged.agent()), new CompleteConsult(bridged.agent()));
            // the line lets her colleague have him by itself
            case CallEvent.CutOff _ when consult.speaks() -> Step.to(call);
            // the key of her phone means the colleague
            case CallEvent.ResumeAsked _ when consult.speaks() -> Step.to(call);
            case CallEvent.ResumeAsked _, CallEvent.HangUpAsked _ -> endBefore(call, consult, event);
            default -> onHold(call, consult, event);
        };
    }

    private static Step askedAgain(Call call, Consult consult, CallEvent.ConsultAsked asked) {
        return asked.consult().equals(consult.id())
                ? Step.to(call)
                : forget(call, consult).before(asked(call.without(consult), asked));
    }

    /// Who was called off, or has been asked since, is let go.
    private static Step speaks(Call call, Consult consult, String leg) {
        if (!consult.uses(leg)) {
            return Step.to(call, new HangUpColleague(leg));
        }
        return consult.speaks()
                ? Step.to(call)
                : Step.to(
                        call.asking(consult.spokenOver()),
                        new BeginConsult(consult.leg().agent()));
    }

    private static ConsultEnd lost(Consult consult) {
        return consult.speaks() ? ConsultEnd.COLLEAGUE_LEFT : ConsultEnd.UNREACHABLE;
    }

    private static boolean isColleague(Call call, Consult consult, AgentId agent) {
        return call.state() == HELD && agent.equals(consult.leg().agent());
    }

    private static Step onHold(Call call, Consult consult, CallEvent event) {
        var next = CallTable.alone(call.asking(null), event);
        var after = next.call();
        if (after.state() == call.state() && CallTable.agentOf(call).equals(after.agent())) {
            return new Step(after.asking(consult), next.commands());
        }
        return after.state() == HELD && CallTable.isHeldBy(after, CallTable.agentOf(call))
                ? new Step(after.asking(consult), next.commands()).then(new RingColleague(consult.leg()))
                : endBefore(call, consult, event);
    }

    /// The colleague goes first, or would take the citizen whom the agent lets go.
    private static Step endBefore(Call call, Consult consult, CallEvent event) {
        var how = event instanceof CallEvent.ResumeAsked || event instanceof CallEvent.Bridged
                ? ConsultEnd.CANCELLED
                : ConsultEnd.OVER;
        return end(call, consult, how).before(CallTable.alone(call.without(consult), event));
    }

    private static Step end(Call call, Consult consult, ConsultEnd how) {
        return Step.to(
                call.without(consult), new HangUpColleague(consult.leg().id()), new EndConsult(consult.id(), how));
    }

    private static Step forget(Call call, Consult consult) {
        return Step.to(call.without(consult), new HangUpColleague(consult.leg().id()), new ForgetConsult());
    }
}
