package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.HELD;

import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.telephony.call.CallCommand.AskOutside;
import fr.allomairies.telephony.call.CallCommand.BeginOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.DropOutside;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.HandOverOutside;
import fr.allomairies.telephony.call.CallCommand.Join;

/// The part of the table that is about an agent who asks an outside number. As when she asks a colleague, it is a
/// hold for the citizen; only that nobody outside ever has him in our account: handed over, he has left the house.
final class AskedOutside {

    private AskedOutside() {}

    static Step asked(Call call, CallEvent.OutsideConsultAsked asked) {
        var outside = Outside.asked(asked.number());
        return SentOutside.afterHold(call, asked.agent(), outside, new AskOutside(outside));
    }

    static Step on(Call call, Outside outside, CallEvent event) {
        return switch (event) {
            case CallEvent.OutsideAsked _, CallEvent.OutsideConsultAsked _ -> Step.to(call);
            case CallEvent.ConsultAsked asked -> Step.to(call, new EndConsult(asked.consult(), ConsultEnd.OVER));
            case CallEvent.TookOutside(var at) -> SentOutside.took(call, at);
            case CallEvent.NotOutside(var why) -> missed(call, why);
            case CallEvent.OutsideSpeaks() -> speaks(call, outside);
            case CallEvent.OutsideDropped(var agent) ->
                CallTable.isHeldBy(call, agent) ? dropped(call, OutsideEnd.CANCELLED) : Step.to(call);
            case CallEvent.HandOverAsked(var agent) ->
                outside.speaks() && CallTable.isHeldBy(call, agent)
                        ? Step.to(call, new HandOverOutside())
                        : Step.to(call);
            case CallEvent.JoinAsked(var agent) ->
                outside.speaks() && CallTable.isHeldBy(call, agent) ? Step.to(call, new Join()) : Step.to(call);
            case CallEvent.Joined() -> call.state() == HELD ? Conference.joined(call) : Step.to(call);
            // her phone is kept for him again; where nobody spoke with her our command did not arrive
            case CallEvent.Held held
            when CallTable.isHeldBy(call, held.agent()) ->
                dropped(call, outside.speaks() ? OutsideEnd.LEFT : OutsideEnd.FAILED);
            case CallEvent.Bridged bridged
            when CallTable.isConnectedTo(call, bridged.agent()) -> dropped(call, OutsideEnd.FAILED);
            // the key of her phone means whoever is outside
            case CallEvent.ResumeAsked _ when outside.speaks() -> Step.to(call);
            case CallEvent.ResumeAsked _ -> droppedBefore(call, OutsideEnd.CANCELLED, event);
            case CallEvent.HangUpAsked _ -> droppedBefore(call, OutsideEnd.OVER, event);
            default -> onHold(call, outside, event);
        };
    }

    private static Step speaks(Call call, Outside outside) {
        return outside.speaks() || call.state() != HELD
                ? Step.to(call)
                : Step.to(call.sentTo(outside.spokenOver()), new BeginOutsideConsult(CallTable.agentOf(call)));
    }

    private static Step onHold(Call call, Outside outside, CallEvent event) {
        var next = CallTable.alone(call.sentTo(null), event);
        var after = next.call();
        if (after.state() == call.state() && CallTable.agentOf(call).equals(after.agent())) {
            return new Step(after.sentTo(outside), next.commands());
        }
        if (after.state() == HELD && CallTable.isHeldBy(after, CallTable.agentOf(call))) {
            return new Step(after.sentTo(outside), next.commands()).then(new AskOutside(outside));
        }
        return droppedBefore(call, event instanceof CallEvent.Bridged ? OutsideEnd.CANCELLED : OutsideEnd.OVER, event);
    }

    /// Whoever is outside goes first, or would take the citizen whom the agent lets go.
    private static Step droppedBefore(Call call, OutsideEnd how, CallEvent event) {
        return dropped(call, how).before(CallTable.alone(call.sentTo(null), event));
    }

    private static Step dropped(Call call, OutsideEnd how) {
        return Step.to(call.sentTo(null), new DropOutside(), new EndOutsideConsult(CallTable.agentOf(call), how));
    }

    private static Step missed(Call call, Unanswered why) {
        var how = switch (why) {
            case BUSY -> OutsideEnd.BUSY;
            case REFUSED -> OutsideEnd.REFUSED;
            case NO_ANSWER -> OutsideEnd.NO_ANSWER;
            case AGENT, GIVEN_UP, FAILED -> OutsideEnd.FAILED;
        };
        return Step.to(call.sentTo(null), new EndOutsideConsult(CallTable.agentOf(call), how));
    }
}
