package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.CONNECTED;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.call.CallCommand.BeginConference;
import fr.allomairies.telephony.call.CallCommand.CompleteConsult;
import fr.allomairies.telephony.call.CallCommand.DropOutside;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndHold;
import fr.allomairies.telephony.call.CallCommand.EndOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.ForgetConsult;
import fr.allomairies.telephony.call.CallCommand.HandOver;
import fr.allomairies.telephony.call.CallCommand.HandOverOutside;
import fr.allomairies.telephony.call.CallCommand.HangUpColleague;
import org.jspecify.annotations.Nullable;

/// The part of the table that is about three who hear each other. For the citizen it is a conversation with the
/// agent like any other, and whom she asked stands beside it: the line lets the two who stay go on by itself,
/// and in whose bridge he is then tells who has left.
final class Conference {

    private Conference() {}

    static boolean is(Call call) {
        var consult = call.consult();
        var outside = call.outside();
        return consult != null && consult.joined() || outside != null && outside.joined();
    }

    /// What was a consult. The line may tell it again, and of one that has ended since.
    static Step joined(Call call) {
        var agent = CallTable.agentOf(call);
        var consult = call.consult();
        var outside = call.outside();
        if (consult != null && consult.speaks()) {
            var next = consult.ofThree();
            return Step.to(call.in(CONNECTED).asking(next), new EndHold(agent), new BeginConference(agent, next));
        }
        return outside != null && outside.speaks()
                ? Step.to(
                        call.in(CONNECTED).sentTo(outside.ofThree()),
                        new EndHold(agent),
                        new BeginConference(agent, null))
                : Step.to(call);
    }

    static Step on(Call call, CallEvent event) {
        return switch (event) {
            case CallEvent.ConsultAsked asked -> askedMeanwhile(call, asked);
            case CallEvent.OutsideAsked _,
                    CallEvent.OutsideConsultAsked _,
                    CallEvent.OutsideSpeaks _,
                    CallEvent.JoinAsked _,
                    CallEvent.Joined _,
                    CallEvent.HoldAsked _,
                    CallEvent.ResumeAsked _ -> Step.to(call);
            case CallEvent.Consulted(var leg) ->
                uses(call, leg) ? Step.to(call) : Step.to(call, new HangUpColleague(leg));
            // her leaving is no end: who stays has him
            case CallEvent.AgentLeft _ -> Step.to(call);
            case CallEvent.HandOverAsked(var agent) ->
                CallTable.isConnectedTo(call, agent)
                        ? Step.to(call, call.consult() == null ? new HandOverOutside() : new HandOver())
                        : Step.to(call);
            case CallEvent.ConsultOver(var id) -> consultOver(call, id);
            case CallEvent.OutsideDropped(var agent) ->
                call.outside() != null && CallTable.isConnectedTo(call, agent)
                        ? over(call, ConsultEnd.CANCELLED, OutsideEnd.CANCELLED, true)
                        : Step.to(call);
            case CallEvent.LegRejected(var leg) when uses(call, leg) -> thirdLeft(call);
            case CallEvent.LegFailed(var leg) when uses(call, leg) -> thirdLeft(call);
            case CallEvent.LegMissed(var leg) when uses(call, leg) -> thirdLeft(call);
            case CallEvent.Bridged bridged when CallTable.isConnectedTo(call, bridged.agent()) -> thirdLeft(call);
            case CallEvent.Bridged bridged when isThird(call, bridged.agent()) -> completed(call, bridged.agent());
            case CallEvent.TookOutside(var at) -> SentOutside.took(call, at);
            // the line lets her colleague have him by itself
            case CallEvent.CutOff _ when call.consult() != null -> Step.to(call);
            case CallEvent.Gone gone
            when gone.servedBy() != null && isThird(call, gone.servedBy()) ->
                goneFromThird(completed(call, gone.servedBy()), gone);
            default -> goesOn(call, event);
        };
    }

    private static Step askedMeanwhile(Call call, CallEvent.ConsultAsked asked) {
        var consult = call.consult();
        return consult != null && consult.id().equals(asked.consult())
                ? Step.to(call)
                : Step.to(call, new EndConsult(asked.consult(), ConsultEnd.OVER));
    }

    private static Step completed(Call call, AgentId colleague) {
        return Step.to(call.asking(null).connectedTo(colleague), new CompleteConsult(colleague));
    }

    /// We were away when she left, and he has hung up since.
    private static Step goneFromThird(Step completed, CallEvent.Gone gone) {
        return completed.before(CallTable.alone(completed.call(), gone));
    }

    private static Step consultOver(Call call, ContactId id) {
        var consult = call.consult();
        return consult != null && consult.id().equals(id)
                ? Step.to(
                        call.without(consult), new HangUpColleague(consult.leg().id()), new ForgetConsult())
                : Step.to(call);
    }

    private static Step thirdLeft(Call call) {
        return over(call, ConsultEnd.COLLEAGUE_LEFT, OutsideEnd.LEFT, true);
    }

    /// Who is taken out of the bridge takes the others with him: nobody else need be let go.
    private static Step goesOn(Call call, CallEvent event) {
        var next = CallTable.alone(call.asking(null).sentTo(null), event);
        var after = next.call();
        if (after.state() == CONNECTED && CallTable.agentOf(call).equals(after.agent())) {
            return new Step(after.asking(call.consult()).sentTo(call.outside()), next.commands());
        }
        var over = over(call, ConsultEnd.OVER, OutsideEnd.OVER, false);
        return over.before(CallTable.alone(over.call(), event));
    }

    private static Step over(Call call, ConsultEnd how, OutsideEnd outside, boolean letGo) {
        var consult = call.consult();
        if (consult == null) {
            var ended = new EndOutsideConsult(CallTable.agentOf(call), outside);
            return letGo ? Step.to(call.sentTo(null), new DropOutside(), ended) : Step.to(call.sentTo(null), ended);
        }
        var ended = new EndConsult(consult.id(), how);
        return letGo
                ? Step.to(
                        call.without(consult), new HangUpColleague(consult.leg().id()), ended)
                : Step.to(call.without(consult), ended);
    }

    private static boolean uses(Call call, String leg) {
        var consult = call.consult();
        return consult != null && consult.uses(leg);
    }

    private static boolean isThird(Call call, @Nullable AgentId agent) {
        var consult = call.consult();
        return consult != null && consult.leg().agent().equals(agent);
    }
}
