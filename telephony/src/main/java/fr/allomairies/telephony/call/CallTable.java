package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.ARRIVED;
import static fr.allomairies.telephony.call.CallState.CALLBACK;
import static fr.allomairies.telephony.call.CallState.CALLING;
import static fr.allomairies.telephony.call.CallState.CONNECTED;
import static fr.allomairies.telephony.call.CallState.CUT_OFF;
import static fr.allomairies.telephony.call.CallState.DIALLING;
import static fr.allomairies.telephony.call.CallState.ENDED;
import static fr.allomairies.telephony.call.CallState.HELD;
import static fr.allomairies.telephony.call.CallState.MENU;
import static fr.allomairies.telephony.call.CallState.OUTSIDE;
import static fr.allomairies.telephony.call.CallState.PLACED;
import static fr.allomairies.telephony.call.CallState.QUEUED;
import static fr.allomairies.telephony.call.CallState.RINGING;
import static fr.allomairies.telephony.call.CallState.TRANSFERRED;
import static fr.allomairies.telephony.call.CallState.VOICEMAIL;
import static fr.allomairies.telephony.call.CallState.WAITING;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.Accept;
import fr.allomairies.telephony.call.CallCommand.BackToWaiting;
import fr.allomairies.telephony.call.CallCommand.BeginHold;
import fr.allomairies.telephony.call.CallCommand.CompleteConsult;
import fr.allomairies.telephony.call.CallCommand.Decline;
import fr.allomairies.telephony.call.CallCommand.DropOutside;
import fr.allomairies.telephony.call.CallCommand.EndBlocked;
import fr.allomairies.telephony.call.CallCommand.EndClosed;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndHold;
import fr.allomairies.telephony.call.CallCommand.EndInMenu;
import fr.allomairies.telephony.call.CallCommand.EndServed;
import fr.allomairies.telephony.call.CallCommand.GiveBack;
import fr.allomairies.telephony.call.CallCommand.HangUpAgent;
import fr.allomairies.telephony.call.CallCommand.HangUpCitizen;
import fr.allomairies.telephony.call.CallCommand.HangUpColleague;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.MarkLost;
import fr.allomairies.telephony.call.CallCommand.NoteAssistant;
import fr.allomairies.telephony.call.CallCommand.PhoneFailed;
import fr.allomairies.telephony.call.CallCommand.PromiseCallback;
import fr.allomairies.telephony.call.CallCommand.Queue;
import fr.allomairies.telephony.call.CallCommand.Resume;
import fr.allomairies.telephony.call.CallCommand.Ring;
import fr.allomairies.telephony.call.CallCommand.RingAgain;
import fr.allomairies.telephony.call.CallCommand.RingForCallback;
import fr.allomairies.telephony.call.CallCommand.TakeLeave;
import fr.allomairies.telephony.call.CallCommand.TakeMessage;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallCommand.ToVoicemail;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The life of a call: ARRIVED → MENU → QUEUED → WAITING → RINGING → CONNECTED → ENDED, with the arrows back,
/// and the way out of the queue by VOICEMAIL. A call that we make begins as CALLBACK → DIALLING → CONNECTED,
/// one that an agent makes as PLACED → CALLING → CONNECTED. CUT_OFF is a conversation that waits for the
/// agent's line, HELD one that waits for the agent, who may ask somebody meanwhile, and from TRANSFERRED he
/// waits anew. OUTSIDE he is with nobody of ours. An event that means nothing in a state changes nothing: late
/// and doubled ones are the rule, not the exception.
public final class CallTable {

    /// An agent's line that is lost more often than that in one conversation does not carry it.
    static final int MOST_LOSSES = 3;

    private CallTable() {}

    public static Step on(Call call, CallEvent event) {
        if (event instanceof CallEvent.Lost) {
            return lost(call);
        }
        if (call.state() == OUTSIDE) {
            return SentOutside.away(call, event);
        }
        if (Conference.is(call)) {
            return Conference.on(call, event);
        }
        var outside = call.outside();
        if (outside != null) {
            return outside.asks() ? AskedOutside.on(call, outside, event) : SentOutside.on(call, outside, event);
        }
        var consult = call.consult();
        return consult == null ? alone(call, event) : Consulting.on(call, consult, event);
    }

    /// No colleague is asked, and no outside number.
    static Step alone(Call call, CallEvent event) {
        return switch (event) {
            case CallEvent.Arrived() -> Step.to(call);
            case CallEvent.DialogueBegan() -> Step.to(call.state() == ARRIVED ? call.in(MENU) : call);
            case CallEvent.Chosen chosen -> chosen(call, chosen);
            case CallEvent.Closed() -> closed(call);
            case CallEvent.Blocked(var block) -> blocked(call, block);
            case CallEvent.InLoop() -> inLoop(call);
            case CallEvent.InSafetyNet() -> inSafetyNet(call);
            case CallEvent.TalkedInSafetyNet() ->
                call.state() == MENU ? ended(call, new EndInMenu(), new TakeLeave()) : inSafetyNet(call);
            case CallEvent.Offered offered -> offered(call, offered);
            case CallEvent.OfferEnded(var agent) -> offerEnded(call, agent);
            case CallEvent.Overflowed() -> overflowed(call);
            case CallEvent.CallbackAsked(var number) -> callbackAsked(call, number);
            case CallEvent.AssistantAsked() ->
                call.state().inQueue() ? Step.to(call, new NoteAssistant()) : Step.to(call);
            case CallEvent.AnswerEnough() -> answerEnough(call);
            case CallEvent.AgentReady ready ->
                Outward.is(call) ? Outward.agentReady(call, ready) : Callback.agentReady(call, ready);
            case CallEvent.NotAnswered(var why) ->
                call.state() == DIALLING ? Callback.notReached(call) : Outward.notAnswered(call, why);
            case CallEvent.Placed placed -> Outward.placed(call, placed);
            case CallEvent.LegRings(var leg) -> legRings(call, leg);
            case CallEvent.LegRejected(var leg) -> legLost(call, leg, true);
            case CallEvent.LegFailed(var leg) -> legLost(call, leg, false);
            case CallEvent.LegMissed(var leg) -> legMissed(call, leg);
            case CallEvent.LegHungUp(var leg) -> Step.to(call.afterHangUp(leg));
            case CallEvent.Bridged bridged -> bridged(call, bridged);
            case CallEvent.HoldAsked(var agent) ->
                isConnectedTo(call, agent) ? Step.to(call, new Hold()) : Step.to(call);
            case CallEvent.ResumeAsked(var agent) ->
                isHeldBy(call, agent) ? Step.to(call, new Resume()) : Step.to(call);
            case CallEvent.Held held -> held(call, held);
            case CallEvent.ConsultAsked asked -> Consulting.asked(call, asked);
            case CallEvent.Consulted(var leg) -> Step.to(call, new HangUpColleague(leg));
            case CallEvent.ConsultOver _,
                    CallEvent.HandOverAsked _,
                    CallEvent.NotOutside _,
                    CallEvent.JoinAsked _,
                    CallEvent.Joined _,
                    CallEvent.OutsideDropped _ -> Step.to(call);
            // whom she gave up, or asked in another life of ours
            case CallEvent.OutsideSpeaks() -> Step.to(call, new DropOutside());
            case CallEvent.OutsideConsultAsked asked -> AskedOutside.asked(call, asked);
            case CallEvent.OutsideAsked asked -> SentOutside.asked(call, asked);
            case CallEvent.TookOutside(var at) -> SentOutside.took(call, at);
            case CallEvent.Transferred(var agent) -> isInHandsOf(call, agent) ? PassedOn.passedOn(call) : Step.to(call);
            case CallEvent.TakenOver(var by) -> takenOver(call, by);
            case CallEvent.AgentLeft(var agent) ->
                isConnectedTo(call, agent) ? ended(call, new EndConversation(EndedBy.AGENT)) : Step.to(call);
            case CallEvent.CutOff cut -> cutOff(call, cut);
            case CallEvent.PhoneBack(var agent, var until) -> phoneBack(call, agent, until);
            case CallEvent.LineLost(var agent) -> isInHandsOf(call, agent) ? giveBack(call) : Step.to(call);
            case CallEvent.AfterCall() -> afterCall(call);
            case CallEvent.HangUpAsked(var agent)
            when Outward.is(call) && agent.equals(call.agent()) -> Outward.givenUp(call);
            case CallEvent.HangUpAsked(var agent) ->
                call.state() == DIALLING && agent.equals(call.agent())
                        ? Callback.notReached(call).then(new HangUpCitizen())
                        : isInHandsOf(call, agent) ? Step.to(call, new HangUpAgent()) : Step.to(call);
            case CallEvent.Gone gone -> gone(call, gone);
            case CallEvent.Lost() -> lost(call);
        };
    }

    /// It ends as if the line had gone with him, which is remembered first, for by that it is accounted for. What he
    /// says to the answering machine is taken in when the server is back; and a phone that rings for a callback
    /// rings again elsewhere.
    private static Step lost(Call call) {
        var leg = call.leg();
        return switch (call.state()) {
            case ENDED -> Step.to(call);
            case VOICEMAIL -> Step.to(call, new MarkLost());
            case CALLBACK -> leg == null ? Step.to(call) : legMissed(call, leg.id());
            case ARRIVED,
                    MENU,
                    QUEUED,
                    WAITING,
                    RINGING,
                    TRANSFERRED,
                    DIALLING,
                    PLACED,
                    CALLING,
                    CONNECTED,
                    HELD,
                    CUT_OFF,
                    OUTSIDE -> Step.to(call, new MarkLost()).before(on(call, new CallEvent.Gone(null, EndedBy.SYSTEM)));
        };
    }

    private static Step chosen(Call call, CallEvent.Chosen chosen) {
        return call.state().beforeQueue() ? Step.to(call.in(QUEUED), new Queue(chosen.category())) : Step.to(call);
    }

    private static Step closed(Call call) {
        return call.state().beforeQueue() ? ended(call, new EndClosed()) : Step.to(call);
    }

    private static Step blocked(Call call, UUID block) {
        return call.state().beforeQueue() ? ended(call, new EndBlocked(block)) : Step.to(call);
    }

    /// Who was taken out of the safety net at the very instant at which it connected him belongs to that agent still.
    private static Step inLoop(Call call) {
        var leg = call.leg();
        return switch (call.state()) {
            case ARRIVED, MENU -> Step.to(call.in(WAITING), queueWithoutChoice());
            case QUEUED -> leg == null ? Step.to(call.in(WAITING)) : Step.to(call.in(RINGING), new Ring(leg));
            case VOICEMAIL -> Step.to(call, new ToVoicemail());
            case TRANSFERRED -> PassedOn.inLoop(call);
            case CONNECTED -> Step.to(call, new RingAgain(agentOf(call)));
            case CUT_OFF, HELD -> inLoopAgain(giveBack(call));
            // nobody is there any more who would speak with him: he waits like anybody
            case CALLBACK -> leg == null ? Step.to(call.in(WAITING)) : Step.to(call.in(RINGING), new Ring(leg));
            // the line was away when the phone was to ring
            case RINGING -> leg == null ? Step.to(call) : Step.to(call, new Ring(leg));
            // the agent takes him there
            case DIALLING, PLACED, CALLING, WAITING, OUTSIDE, ENDED -> Step.to(call);
        };
    }

    /// We live, so the citizen comes back to the queue that knows the agents' skills.
    private static Step inSafetyNet(Call call) {
        return switch (call.state()) {
            case ARRIVED, MENU -> Step.to(call.in(QUEUED), queueWithoutChoice(), new BackToWaiting());
            case QUEUED, WAITING, CALLBACK -> Step.to(call.in(QUEUED), new BackToWaiting());
            case RINGING, DIALLING -> Step.to(call, new BackToWaiting());
            case VOICEMAIL -> Step.to(call, new ToVoicemail());
            case CUT_OFF, HELD -> giveBack(call).then(new BackToWaiting());
            case TRANSFERRED -> PassedOn.inSafetyNet(call);
            case PLACED, CALLING, CONNECTED, OUTSIDE, ENDED -> Step.to(call);
        };
    }

    private static Step offered(Call call, CallEvent.Offered offered) {
        var leg = Leg.of(call.id(), offered.agent(), offered.until());
        if (!call.state().inQueue() && call.state() != CALLBACK
                || isSameOffer(call.leg(), leg)
                || !offered.until().isAfter(offered.now())) {
            return Step.to(call);
        }
        return switch (call.state()) {
            case QUEUED, TRANSFERRED -> Step.to(call.with(leg));
            case CALLBACK -> hangUpLeg(call, call.withoutLeg().with(leg)).then(new RingForCallback(leg));
            case RINGING -> hangUpLeg(call, call.withoutLeg().with(leg)).then(new Ring(leg));
            default -> Step.to(call.in(RINGING).with(leg), new Ring(leg));
        };
    }

    private static boolean isSameOffer(@Nullable Leg current, Leg leg) {
        return current != null
                && current.agent().equals(leg.agent())
                && current.until().equals(leg.until());
    }

    private static Step offerEnded(Call call, AgentId agent) {
        var leg = call.leg();
        if (leg == null || !leg.agent().equals(agent)) {
            return Step.to(call);
        }
        return switch (call.state()) {
            case QUEUED, TRANSFERRED -> Step.to(call.with(null));
            case RINGING -> hangUpLeg(call, call.withoutLeg().in(WAITING));
            case CALLBACK -> hangUpLeg(call, call.withoutLeg());
            case ARRIVED,
                    MENU,
                    WAITING,
                    VOICEMAIL,
                    DIALLING,
                    PLACED,
                    CALLING,
                    CONNECTED,
                    HELD,
                    CUT_OFF,
                    OUTSIDE,
                    ENDED -> Step.to(call);
        };
    }

    /// Who speaks with an agent by then goes on speaking.
    private static Step overflowed(Call call) {
        if (call.state() == TRANSFERRED) {
            return PassedOn.overflowed(call);
        }
        return call.state().inQueue()
                ? hangUpLeg(call, call.withoutLeg().in(VOICEMAIL)).then(new ToVoicemail())
                : Step.to(call);
    }

    /// He may choose it as long as he waits, also while a phone rings for him: he has hung up by then.
    private static Step callbackAsked(Call call, PhoneNumber number) {
        return call.state().inQueue()
                ? hangUpLeg(call, ended(call.withoutLeg(), new PromiseCallback(number)))
                : Step.to(call);
    }

    /// As with a callback, whoever rings for him rings in vain.
    private static Step answerEnough(Call call) {
        return call.state().inQueue() ? hangUpLeg(call, ended(call.withoutLeg(), new EndServed(true))) : Step.to(call);
    }

    /// A leg that was cancelled before it existed is hung up now that it does.
    private static Step legRings(Call call, String leg) {
        if (Outward.is(call)) {
            return Outward.legRings(call, leg);
        }
        return call.state() == ENDED || call.cancelled().contains(leg)
                ? Step.to(call, new HangUpLeg(leg))
                : Step.to(call);
    }

    private static Step legLost(Call call, String leg, boolean rejected) {
        var current = call.leg();
        if (current == null || !current.id().equals(leg)) {
            return Step.to(call);
        }
        if (call.state() == DIALLING) {
            return Callback.agentGone(call);
        }
        if (Outward.is(call)) {
            return Outward.legLost(call);
        }
        if (call.state() == CUT_OFF) {
            return Step.to(call.withoutLeg());
        }
        if (!call.state().rings()) {
            return Step.to(call);
        }
        var agent = current.agent();
        var next =
                call.state() == CALLBACK ? call.withoutLeg() : call.withoutLeg().in(WAITING);
        return Step.to(next, rejected ? new Decline(agent) : new PhoneFailed(agent));
    }

    /// The citizen was on his way back from the safety net or out of another agent's cancelled leg.
    private static Step legMissed(Call call, String leg) {
        var current = call.leg();
        if (!call.state().rings() || current == null || !current.id().equals(leg)) {
            return Step.to(call);
        }
        var again = current.again();
        return Step.to(
                call.withoutLeg().with(again), call.state() == CALLBACK ? new RingForCallback(again) : new Ring(again));
    }

    /// Who speak together are left so, even over a leg that was cancelled before we heard that it was answered: we may
    /// have been frozen.
    private static Step bridged(Call call, CallEvent.Bridged bridged) {
        var leg = bridged.leg();
        if (leg != null && (call.state() == ENDED || call.hungUp().contains(leg))) {
            return Step.to(call, new HangUpLeg(leg));
        }
        var agent = bridged.agent();
        if (PassedOn.isBy(call, agent)) {
            return PassedOn.again(call);
        }
        return switch (call.state()) {
            case CONNECTED, OUTSIDE, ENDED -> Step.to(call);
            case ARRIVED, MENU -> Step.to(call.connectedTo(agent), queueWithoutChoice(), new TakeOver(agent));
            case QUEUED, WAITING, RINGING, TRANSFERRED, VOICEMAIL, CALLBACK, DIALLING, PLACED, CALLING ->
                connected(call, agent, leg);
            case HELD, CUT_OFF -> reconnected(call, agent, leg);
        };
    }

    private static Step takenOver(Call call, AgentId by) {
        return (call.state() == CONNECTED || call.state() == HELD) && !by.equals(call.agent())
                ? Step.to(call.connectedTo(by), new CompleteConsult(by))
                : bridged(call, new CallEvent.Bridged(by, null));
    }

    /// Somebody else has him when the line connected him by itself.
    private static Step reconnected(Call call, AgentId agent, @Nullable String leg) {
        if (!agent.equals(call.agent())) {
            var back = giveBack(call);
            return new Step(back.call().connectedTo(agent), back.commands()).then(new TakeOver(agent));
        }
        return onHerLine(call, leg, CONNECTED).then(new EndHold(agent));
    }

    /// What else rings for a call that was cut off is not wanted any more.
    private static Step onHerLine(Call call, @Nullable String leg, CallState next) {
        var current = call.leg();
        return call.state() != CUT_OFF || current == null || current.id().equals(leg)
                ? Step.to(call.in(next))
                : hangUpLeg(call, call.withoutLeg().in(next));
    }

    /// A call that we hold to be over is not kept. Whom somebody else holds than we believed was connected by the
    /// line.
    private static Step held(Call call, CallEvent.Held held) {
        var agent = held.agent();
        if (call.state() == ENDED) {
            return Step.to(call, new HangUpAgent());
        }
        if (isHeldBy(call, agent)) {
            return Step.to(call);
        }
        if (isInHandsOf(call, agent)) {
            return onHerLine(call, held.leg(), HELD).then(new BeginHold(agent));
        }
        var had = bridged(call, new CallEvent.Bridged(agent, held.leg()));
        return isConnectedTo(had.call(), agent)
                ? new Step(had.call().in(HELD), had.commands()).then(new BeginHold(agent))
                : had;
    }

    /// A call that we hold to be over is not kept. Whoever is cut off again and again is not rung for ever.
    private static Step cutOff(Call call, CallEvent.CutOff cut) {
        if (call.state() == ENDED) {
            return Step.to(call, new HangUpAgent());
        }
        if (PassedOn.isBy(call, cut.agent())) {
            return PassedOn.backToWaiting(call);
        }
        if (call.state() == CUT_OFF || !isInHandsOf(call, cut.agent())) {
            return Step.to(call);
        }
        return call.losses() < MOST_LOSSES
                ? ringAgain(call.cutOff(), cut.until())
                : giveBack(call).then(new BackToWaiting());
    }

    private static Step phoneBack(Call call, AgentId agent, Instant until) {
        return call.state() == CUT_OFF && agent.equals(call.agent()) && call.leg() == null
                ? ringAgain(call, until)
                : Step.to(call);
    }

    private static Step ringAgain(Call call, Instant until) {
        var leg = Leg.of(call.id(), agentOf(call), until);
        return Step.to(call.with(leg), new Ring(leg));
    }

    private static Step giveBack(Call call) {
        var given = Step.to(call.givenBack(), new GiveBack(agentOf(call)));
        return call.state() == CUT_OFF ? hangUpLeg(call, given) : given;
    }

    private static Step inLoopAgain(Step givenBack) {
        return new Step(givenBack.call().in(WAITING), givenBack.commands());
    }

    private static Step connected(Call call, AgentId agent, @Nullable String leg) {
        var current = call.leg();
        if (current != null && current.id().equals(leg)) {
            return Step.to(call.connectedTo(agent), new Accept(agent));
        }
        return call.state().rings() || call.state() == DIALLING
                ? hangUpLeg(call, call.withoutLeg().connectedTo(agent).spokenOver(leg))
                        .then(new TakeOver(agent))
                : Step.to(call.with(null).connectedTo(agent).spokenOver(leg), new TakeOver(agent));
    }

    /// After a conversation it is over. Otherwise it was none: a leg was answered at the very instant at which it was
    /// hung up, which cut the bridge, and the citizen must go on waiting.
    private static Step afterCall(Call call) {
        return switch (call.state()) {
            case CONNECTED, HELD -> ended(call, new EndConversation(EndedBy.AGENT));
            case CUT_OFF -> hangUpLeg(call, ended(call, new EndConversation(EndedBy.AGENT)));
            case QUEUED, WAITING -> Step.to(call.in(QUEUED), new BackToWaiting());
            case RINGING -> Step.to(call, new BackToWaiting());
            case VOICEMAIL -> Step.to(call, new ToVoicemail());
            case TRANSFERRED -> PassedOn.backToWaiting(call);
            case CALLBACK -> Step.to(call.in(QUEUED), new BackToWaiting());
            case DIALLING -> Step.to(call, new BackToWaiting());
            case ARRIVED, MENU, PLACED, CALLING, OUTSIDE, ENDED -> Step.to(call);
        };
    }

    private static Step gone(Call call, CallEvent.Gone gone) {
        var servedBy = gone.servedBy();
        return switch (call.state()) {
            case OUTSIDE, ENDED -> Step.to(call);
            // who has hung up is not missed
            case CALLBACK ->
                servedBy == null
                        ? Step.to(call)
                        : hangUpLeg(call, ended(call, new TakeOver(servedBy), new EndConversation(gone.by())));
            case DIALLING ->
                servedBy == null
                        ? Callback.notReached(call)
                        : ended(call, new TakeOver(servedBy), new EndConversation(gone.by()));
            case PLACED, CALLING -> Outward.gone(call, gone);
            case CONNECTED, HELD -> ended(call, new EndConversation(gone.by()));
            case TRANSFERRED -> PassedOn.gone(call, servedBy, gone.by());
            case CUT_OFF -> hangUpLeg(call, ended(call, new EndConversation(gone.by())));
            case ARRIVED, MENU ->
                servedBy == null
                        ? ended(call, new EndInMenu())
                        : ended(call, queueWithoutChoice(), new TakeOver(servedBy), new EndConversation(gone.by()));
            case VOICEMAIL ->
                servedBy == null
                        ? ended(call, new TakeMessage())
                        : ended(call, new TakeOver(servedBy), new EndConversation(gone.by()));
            case QUEUED, WAITING, RINGING -> {
                var over = servedBy == null
                        ? ended(call.withoutLeg(), gone.told() ? new EndServed(false) : new Abandon())
                        : ended(call.withoutLeg(), new TakeOver(servedBy), new EndConversation(gone.by()));
                yield call.state() == RINGING ? hangUpLeg(call, over) : over;
            }
        };
    }

    static boolean isConnectedTo(Call call, AgentId agent) {
        return call.state() == CONNECTED && agent.equals(call.agent());
    }

    static boolean isHeldBy(Call call, AgentId agent) {
        return call.state() == HELD && agent.equals(call.agent());
    }

    private static boolean isInHandsOf(Call call, AgentId agent) {
        return isConnectedTo(call, agent)
                || isHeldBy(call, agent)
                || call.state() == CUT_OFF && agent.equals(call.agent());
    }

    static AgentId agentOf(Call call) {
        return Objects.requireNonNull(call.agent());
    }

    private static Queue queueWithoutChoice() {
        return new Queue(null);
    }

    static Step ended(Call call, CallCommand... commands) {
        return Step.to(call.in(ENDED).with(null), commands);
    }

    private static Step hangUpLeg(Call before, Call after) {
        return hangUpLeg(before, Step.to(after));
    }

    static Step hangUpLeg(Call before, Step step) {
        var leg = before.leg();
        return leg == null ? step : step.then(new HangUpLeg(leg.id()));
    }
}
