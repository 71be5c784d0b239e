package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.telephony.SelfCalls.Stage;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentLeft;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.HoldAsked;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallEvent.Joined;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegMissed;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.LineLost;
import fr.allomairies.telephony.call.CallEvent.NotAnswered;
import fr.allomairies.telephony.call.CallEvent.NotOutside;
import fr.allomairies.telephony.call.CallEvent.OutsideSpeaks;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TakenOver;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.Sighting;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.event.BridgeDestroyEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.ContactStatusEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.jspecify.annotations.Nullable;

/// What Asterisk tells, in our words. Runs on the thread that reads the connection, so that nothing here waits.
final class AmiEvents implements ManagerEventListener {

    /// Cause 21 of Q.850: what a phone says when its owner presses reject.
    private static final int REJECTED = 21;
    /// What a phone says when its owner hangs up.
    private static final int HUNG_UP = 16;
    /// Bridge() takes the caller out of the dialplan by a stand-in, whose end is not the caller's.
    private static final String STAND_IN = "Surrogate/";

    /// State of the dialplan.
    static final String STRAIGHT = "straight";

    private final Channels channels;
    private final CallSignals signals;
    private final Link line;
    private final PhoneStates phones;

    AmiEvents(Channels channels, CallSignals signals, Link line, PhoneStates phones) {
        this.channels = channels;
        this.signals = signals;
        this.line = line;
        this.phones = phones;
    }

    /// The connection that the events come from.
    interface Link {

        void up();

        void down();

        void hangUp(String uniqueId);

        /// No phone rings for the caller any more: he is told his place again.
        void quiet(CallId call);
    }

    @Override
    public void onManagerEvent(ManagerEvent event) {
        switch (event) {
            case AlloEvent own
            when SelfCallScript.id(own).isPresent() ->
                ofItself(own, SelfCallScript.id(own).get());
            case AlloArrivedEvent arrived -> arrived(arrived);
            case AlloWaitingEvent waiting -> waits(waiting);
            case AlloFallbackEvent fallback -> back(fallback, new InSafetyNet());
            case AlloCutOffEvent cut -> cutOff(cut.getLost()).ifPresent(what -> seen(cut, what));
            case AlloAfterCallEvent after -> tell(after.getCall(), new AfterCall());
            case AlloGoneEvent gone -> gone(gone);
            case AlloMissedEvent missed -> missed(missed);
            case AlloHeldEvent held -> held(held);
            case AlloConsultedEvent consulted -> consulted(consulted);
            case AlloJoinsEvent joins when joins.getCall() != null -> channels.joins(new CallId(joins.getCall()));
            case AlloStaysEvent stays -> stays(stays);
            case AlloOutsideEvent outside -> tookOutside(outside);
            case AlloNotOutsideEvent missed -> notOutside(missed);
            case AlloAskedOutsideEvent asked -> tell(asked.getCall(), new OutsideSpeaks());
            case AlloObjectedEvent objected -> objected(objected);
            case AlloListeningEvent listening -> listens(listening);
            case AlloReadyEvent ready -> ready(ready.getUniqueId());
            case NewChannelEvent created -> created(created.getUniqueId());
            case NewStateEvent changed -> legRings(changed.getUniqueId());
            case BridgeEnterEvent entered -> entered(entered);
            case BridgeDestroyEvent destroyed -> channels.destroyed(destroyed.getBridgeUniqueId());
            case HoldEvent hold -> holdKey(hold);
            case UnholdEvent unhold -> unholdKey(unhold);
            case HangupRequestEvent request -> hangsUp(request);
            case HangupEvent hangup -> hungUp(hangup);
            case OriginateResponseEvent response -> originated(response);
            case ContactStatusEvent contact -> phoneChanged(contact);
            case FullyBootedEvent _ -> line.up();
            case DisconnectEvent _ -> line.down();
            default -> phones.on(event);
        }
    }

    /// Of a call of the line to itself, which is nobody's.
    private void ofItself(AlloEvent event, String id) {
        var channel = Objects.requireNonNullElse(event.getUniqueId(), "");
        switch (event) {
            case AlloArrivedEvent _ -> signals.selfCall(id, Stage.ARRIVED, channel);
            case AlloWaitingEvent _ -> signals.selfCall(id, Stage.QUEUED, channel);
            case AlloHeardEvent heard ->
                signals.selfCall(id, heard.byDesk() ? Stage.DESK_HEARS : Stage.CALLER_HEARS, channel);
            case AlloGoneEvent _ -> signals.selfCall(id, Stage.OVER, channel);
            default -> {
                // what comes of it is told by its end
            }
        }
    }

    /// Who is on his way to the loop, without a word before it, is as good as there.
    private void arrived(AlloArrivedEvent arrived) {
        seen(arrived, STRAIGHT.equals(arrived.getState()) ? new InLoop() : new Arrived());
    }

    private void waits(AlloWaitingEvent waiting) {
        if (waiting.getCall() != null) {
            channels.waits(waiting.getCall());
        }
        back(waiting, new InLoop());
    }

    /// Perhaps after an agent's line was lost.
    private void back(AlloEvent event, CallEvent what) {
        Channels.agent(event.getLost()).ifPresent(agent -> seen(event, new LineLost(agent)));
        seen(event, what);
    }

    static Optional<CallEvent> cutOff(@Nullable String lost) {
        return Channels.agent(lost).map(agent -> new CutOff(agent, Instant.now().plus(CutOff.KEPT)));
    }

    private void seen(AlloEvent event, CallEvent what) {
        var call = event.getCall();
        if (call == null) {
            return;
        }
        channels.caller(call);
        var sighting = sighting(call, event.getFrom(), event.getNumber(), event.getSince(), event.getTrace());
        var _ = signals.seen(sighting, what);
    }

    static Sighting sighting(
            String call,
            @Nullable String from,
            @Nullable String number,
            @Nullable String since,
            @Nullable String trace) {
        return new Sighting(new CallId(call), orNull(from), orNull(number), second(since), orNull(trace));
    }

    /// Now, where it is not told.
    static Instant second(@Nullable String since) {
        return since != null && since.matches("[0-9]{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(since))
                : Instant.now();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private void tell(@Nullable String call, CallEvent what) {
        if (call != null) {
            signals.tell(new CallId(call), what);
        }
    }

    private void gone(AlloGoneEvent gone) {
        tell(
                gone.getCall(),
                new Gone(
                        Channels.agent(gone.getServedBy()).orElse(null),
                        EndedBy.CITIZEN,
                        AssistantScript.isServed(gone.getAssistant())));
    }

    private void ready(@Nullable String uniqueId) {
        channels.leg(uniqueId).ifPresent(leg -> {
            signals.tell(leg.call(), new AgentReady(leg.agent(), leg.leg()));
            stopOthers(leg.leg(), uniqueId);
        });
    }

    private void missed(AlloMissedEvent missed) {
        channels.leg(missed.getUniqueId()).ifPresent(leg -> {
            channels.hungUp(missed.getUniqueId());
            signals.tell(leg.call(), new LegMissed(leg.leg()));
        });
    }

    private void created(@Nullable String uniqueId) {
        if (uniqueId != null && channels.isDialling(new CallId(uniqueId))) {
            channels.created(uniqueId);
        }
        legRings(uniqueId);
    }

    private void legRings(@Nullable String uniqueId) {
        channels.leg(uniqueId).ifPresent(leg -> {
            channels.created(Objects.requireNonNull(uniqueId));
            signals.tell(leg.call(), new LegRings(leg.leg()));
        });
    }

    private void entered(BridgeEnterEvent entered) {
        channels.entered(entered.getBridgeUniqueId(), entered.getUniqueId(), entered.getChannel())
                .ifPresent(this::bridged);
    }

    private void bridged(Channels.Bridge bridge) {
        AgentId agent = bridge.agent();
        String caller = bridge.caller();
        if (agent == null && caller != null) {
            signals.tell(new CallId(caller), new Joined());
        } else if (agent != null
                && caller != null
                && Spies.listening(bridge.agentChannel()).isPresent()) {
            takenOver(new CallId(caller), agent, bridge.agentChannel());
        } else if (agent != null && caller != null) {
            var leg = channels.leg(bridge.agentChannel())
                    .map(Channels.RingingLeg::leg)
                    .orElse(null);
            signals.tell(new CallId(caller), new Bridged(agent, leg));
            if (leg != null) {
                stopOthers(leg, bridge.agentChannel());
            }
        }
    }

    /// By the phone over which he listened.
    private void takenOver(CallId call, AgentId by, @Nullable String phone) {
        signals.tell(call, new TakenOver(by));
        Spies.listening(phone).ifPresent(signals::takenOver);
    }

    private void objected(AlloObjectedEvent objected) {
        var call = objected.getCall();
        if (call != null) {
            signals.objected(new CallId(call));
        }
    }

    private void listens(AlloListeningEvent event) {
        Spies.id(event.getListening())
                .ifPresent(id -> signals.listens(id, Mode.of(Objects.requireNonNull(event.getMode()))));
    }

    private void held(AlloHeldEvent held) {
        var call = held.getCall();
        var phone = held.getUniqueId();
        if (call != null && phone != null) {
            Channels.agent(held.getChannel()).ifPresent(agent -> held(new CallId(call), phone, agent));
        }
    }

    /// Perhaps over a phone that was rung again, because her line was lost meanwhile.
    private void held(CallId call, String phone, AgentId agent) {
        channels.held(call, phone);
        channels.sentOutside(call, false);
        var leg = channels.leg(phone).map(Channels.RingingLeg::leg).orElse(null);
        signals.tell(call, new Held(agent, leg));
        if (leg != null) {
            stopOthers(leg, phone);
        }
    }

    private void consulted(AlloConsultedEvent consulted) {
        channels.leg(consulted.getUniqueId()).ifPresent(colleague -> {
            channels.consulted(colleague.call(), consulted.getUniqueId());
            signals.tell(colleague.call(), new Consulted(colleague.leg()));
            stopOthers(colleague.leg(), consulted.getUniqueId());
        });
    }

    private void stays(AlloStaysEvent stays) {
        var call = stays.getCall();
        var phone = stays.getPhone();
        if (call != null && phone != null) {
            Channels.agent(stays.getAgent())
                    .flatMap(agent -> channels.stays(new CallId(call), phone, agent))
                    .ifPresent(this::bridged);
        }
    }

    private void tookOutside(AlloOutsideEvent outside) {
        var call = outside.getCall();
        if (call != null) {
            channels.sentOutside(new CallId(call), false);
            signals.tell(new CallId(call), new TookOutside(second(outside.getSince())));
        }
    }

    private void notOutside(AlloNotOutsideEvent missed) {
        var call = missed.getCall();
        if (call != null) {
            channels.sentOutside(new CallId(call), false);
            signals.tell(new CallId(call), new NotOutside(why(missed)));
        }
    }

    private static Unanswered why(AlloNotOutsideEvent missed) {
        return switch (Objects.requireNonNullElse(missed.getStatus(), "")) {
            case "BUSY" -> "21".equals(missed.getCause()) ? Unanswered.REFUSED : Unanswered.BUSY;
            case "NOANSWER" -> Unanswered.NO_ANSWER;
            default -> Unanswered.FAILED;
        };
    }

    /// The hold key of a SIP phone does what the button of the desk does.
    private void holdKey(HoldEvent hold) {
        var phone = hold.getUniqueId();
        Channels.agent(hold.getChannel())
                .ifPresent(agent -> channels.callOf(phone).ifPresent(call -> signals.tell(call, new HoldAsked(agent))));
    }

    private void unholdKey(UnholdEvent unhold) {
        var phone = unhold.getUniqueId();
        Channels.agent(unhold.getChannel())
                .ifPresent(
                        agent -> channels.heldBy(phone).ifPresent(call -> signals.tell(call, new ResumeAsked(agent))));
    }

    /// One phone of the agent was answered: his other one stops.
    private void stopOthers(String leg, @Nullable String answered) {
        for (var phone : channels.phones(leg)) {
            if (!phone.equals(answered)) {
                channels.hungUp(phone);
                line.hangUp(phone);
            }
        }
    }

    /// A phone that is lost while it rings is not going to answer.
    private void phoneChanged(ContactStatusEvent contact) {
        if (ContactStatusEvent.STATUS_REMOVED.equals(contact.getContactStatus())) {
            channels.ringing("PJSIP/" + contact.getAor()).forEach(line::hangUp);
        }
    }

    private void hangsUp(HangupRequestEvent request) {
        byCause(request.getCause()).ifPresent(why -> notCarried(request.getUniqueId(), why));
        agentLeft(request);
    }

    /// What is no hang-up is told by the dialplan, which keeps the citizen then.
    private void agentLeft(HangupRequestEvent request) {
        var uniqueId = request.getUniqueId();
        var cause = request.getCause();
        if (uniqueId != null && cause != null && cause == HUNG_UP) {
            Channels.agent(request.getChannel())
                    .ifPresent(agent ->
                            channels.callOf(uniqueId).ifPresent(call -> signals.tell(call, new AgentLeft(agent))));
        }
    }

    /// Their end was not heard, and their channels are no more.
    void lost(Set<String> uniqueIds) {
        for (var uniqueId : uniqueIds) {
            channels.leg(uniqueId).ifPresent(leg -> legEnded(uniqueId, leg, null));
            channels.answer(uniqueId).ifPresent(why -> notCarried(uniqueId, why));
            channels.hungUp(uniqueId);
        }
    }

    private void hungUp(HangupEvent hangup) {
        var uniqueId = hangup.getUniqueId();
        if (hangup.getChannel() != null && hangup.getChannel().startsWith(STAND_IN)) {
            return;
        }
        Spies.listening(uniqueId).ifPresent(id -> signals.listeningOver(id, null));
        channels.leg(uniqueId).ifPresent(leg -> legEnded(uniqueId, leg, hangup.getCause()));
        whyNot(uniqueId, hangup.getCause()).ifPresent(why -> notCarried(uniqueId, why));
        // that a caller is gone is told by the dialplan, which knows who had him
        if (channels.isCaller(uniqueId)) {
            callerGone(new CallId(uniqueId), hangup.getCause());
        }
        channels.hungUp(uniqueId);
    }

    /// Who does not answer our call is told by the answer to our command, unless that was lost with a connection.
    private void callerGone(CallId call, @Nullable Integer cause) {
        if (!channels.isDialling(call)) {
            if (call.isPlaced()) {
                signals.tell(call, new NotAnswered(byCause(cause).orElse(Unanswered.FAILED)));
            }
            channels.legsOf(call).forEach(line::hangUp);
        }
    }

    /// Of several phones of one leg the last decides; and a reject on one is a reject.
    private void legEnded(String uniqueId, Channels.RingingLeg leg, @Nullable Integer cause) {
        channels.hungUp(uniqueId);
        if (channels.legsOf(leg.call()).isEmpty()) {
            line.quiet(leg.call());
        }
        if (cause != null && cause == REJECTED) {
            signals.tell(leg.call(), new LegRejected(leg.leg()));
        } else if (channels.phones(leg.leg()).isEmpty()) {
            signals.tell(leg.call(), new LegFailed(leg.leg()));
        }
    }

    /// The network says why it does not carry our call to the citizen, before or after Asterisk's answer to our
    /// command. What Asterisk itself has ended, as after the time that his phone may ring, is told by that answer.
    private Optional<Unanswered> whyNot(@Nullable String uniqueId, @Nullable Integer cause) {
        return byCause(cause).or(() -> uniqueId == null ? Optional.empty() : channels.answer(uniqueId));
    }

    private void notCarried(@Nullable String uniqueId, Unanswered why) {
        if (uniqueId != null && channels.dialled(uniqueId)) {
            signals.tell(new CallId(uniqueId), new NotAnswered(why));
        }
    }

    /// Causes of Q.850.
    private static Optional<Unanswered> byCause(@Nullable Integer cause) {
        return switch (cause == null ? 0 : cause) {
            case 0, HUNG_UP, 127 -> Optional.empty();
            case 17 -> Optional.of(Unanswered.BUSY);
            case 18, 19, 20 -> Optional.of(Unanswered.NO_ANSWER);
            case REJECTED -> Optional.of(Unanswered.REFUSED);
            default -> Optional.of(Unanswered.FAILED);
        };
    }

    /// What Asterisk answers to an Originate: the number of a control frame.
    private static Unanswered byAnswer(@Nullable Integer reason) {
        return switch (reason == null ? 0 : reason) {
            case 3 -> Unanswered.NO_ANSWER;
            case 5 -> Unanswered.BUSY;
            default -> Unanswered.FAILED;
        };
    }

    /// How a channel ends that was made is told by its end.
    private void originated(OriginateResponseEvent response) {
        var uniqueId = response.getActionId();
        if (uniqueId == null) {
            return;
        }
        if (response.isSuccess()) {
            channels.dialled(uniqueId);
            return;
        }
        Spies.listening(uniqueId).ifPresent(id -> signals.listeningOver(id, null));
        if (channels.isCreated(uniqueId)) {
            channels.answered(uniqueId, byAnswer(response.getReason()));
        } else {
            notCarried(uniqueId, byAnswer(response.getReason()));
            channels.leg(uniqueId).ifPresent(leg -> legEnded(uniqueId, leg, null));
        }
    }
}
