package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.CrisisMode.Crisis;
import fr.allomairies.telephony.Telephony.BrowserPhone;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.Telephony.SipPhone;
import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegHungUp;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.NotAnswered;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.Line;
import fr.allomairies.telephony.flow.PhoneCredentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.DbDelAction;
import org.asteriskjava.manager.action.DbDelTreeAction;
import org.asteriskjava.manager.action.DbPutAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;

/// Our commands as actions of AMI of one Asterisk. None waits for its answer.
final class AsteriskLine implements Line {

    private static final int NORMAL_CLEARING = 16;
    /// Family of Asterisk's database.
    private static final String CRISIS = "allo-crisis";
    private static final String LANGUAGE = "allo-language";
    private static final String LISTENING = "allo-listening";
    /// The endpoint by which the line calls itself.
    private static final String SELF = "@self";
    /// Contexts and states of the dialplan.
    private static final String VOICEMAIL = "voicemail";
    private static final String HOLD = "hold";
    private static final String LEAVING = "leaving";
    private static final String LISTEN = "listen";
    private static final String AFTER_CALL = "after-call";
    private static final String PASSED_ON = "passed-on";
    static final String CONFERENCE = "conference";
    /// Of the phone of an agent who asks outside.
    static final String ASKS = "asks-outside";
    static final String ASKS_AND_SPEAKS = "asks-outside-speaks";
    /// The citizen knows that somebody may listen.
    private static final String TOLD = "1";
    /// Routing ends an offer, not the phone: the phone's own limit is only for when we are gone.
    private static final Duration BEYOND_LEASE = Duration.ofSeconds(5);
    private static final Duration RINGS_AT_CITIZEN = Duration.ofSeconds(25);
    private static final Duration RINGS_AT_SELF = Duration.ofSeconds(10);
    private static final Duration RINGS_AT_SUPERVISOR = Duration.ofSeconds(20);
    /// Longer than Asterisk waits for a heartbeat.
    private static final Duration SILENT_FOR = Duration.ofSeconds(10);
    /// Of a question to which Asterisk has no answer yet.
    private static final int TRIES = 20;
    private static final Executor AGAIN = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final AmiLink ami;
    private final Channels channels;
    private final PhoneStates phones;
    private final SafetyQueue safetyQueue;
    private final AgentEndpoints endpoints;
    private final Recordings recordings;
    private final AsteriskServer settings;
    private final String cityNumber;
    private final Predicate<AgentId> reachable;
    private final Supplier<CallSignals> signals;
    private final Clock clock;
    private volatile Instant beaten = Instant.EPOCH;

    /// @param reachable whether a phone of the agent is registered at any server
    AsteriskLine(
            AmiLink ami,
            Channels channels,
            PhoneStates phones,
            SafetyQueue safetyQueue,
            AgentEndpoints endpoints,
            Recordings recordings,
            AsteriskServer settings,
            String cityNumber,
            Predicate<AgentId> reachable,
            Supplier<CallSignals> signals,
            Clock clock) {
        this.ami = ami;
        this.channels = channels;
        this.phones = phones;
        this.safetyQueue = safetyQueue;
        this.endpoints = endpoints;
        this.recordings = recordings;
        this.settings = settings;
        this.cityNumber = cityNumber;
        this.reachable = reachable;
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public void ring(Leg leg) {
        ring(leg, "connect");
    }

    @Override
    public void ringForCallback(Leg leg) {
        ring(leg, "call-back");
    }

    /// Nobody waits who could be found again: what cannot be rung now is not rung later.
    @Override
    public void ringToCall(Leg leg) {
        if (ami.inHand()) {
            ring(leg, "call-out");
        } else {
            signals.get().tell(leg.call(), new LegFailed(leg.id()));
        }
    }

    private void ring(Leg leg, String context) {
        if (!ami.inHand()) {
            return;
        }
        var devices = phones.phones(leg.agent());
        var rung = 0;
        for (var device : devices) {
            rung += ring(leg, device, context) ? 1 : 0;
        }
        if (rung == 0) {
            signals.get().tell(leg.call(), notRung(leg, devices));
            return;
        }
        announceNothing(leg.call());
    }

    /// Whose phone is registered at another server only goes on taking the calls of that one.
    private CallEvent notRung(Leg leg, List<String> devices) {
        return devices.isEmpty() && reachable.test(leg.agent()) ? new LegRejected(leg.id()) : new LegFailed(leg.id());
    }

    private boolean ring(Leg leg, String device, String context) {
        var uniqueId = leg.id() + device.substring(device.lastIndexOf('-'));
        if (channels.leg(uniqueId).isPresent()) {
            return true;
        }
        channels.leg(uniqueId, new Channels.RingingLeg(leg.call(), leg.id(), leg.agent()));
        var originate = new OriginateAction();
        originate.setActionId(uniqueId);
        originate.setChannel(device);
        originate.setChannelId(uniqueId);
        originate.setContext(context);
        originate.setExten("s");
        originate.setPriority(1);
        originate.setAsync(true);
        originate.setTimeout(ringMillis(leg));
        originate.setVariables(Map.of(
                "ALLO_CALL", leg.call().value(),
                "ALLO_CALLER", leg.call().value(),
                "ALLO_LOGIN", leg.agent().value()));
        var sent = ami.send(originate, answer -> {
            if (!"Success".equals(answer.getResponse())) {
                refused(uniqueId, leg);
            }
        });
        if (!sent) {
            channels.hungUp(uniqueId);
        }
        return sent;
    }

    private void refused(String uniqueId, Leg leg) {
        channels.hungUp(uniqueId);
        if (channels.phones(leg.id()).isEmpty()) {
            signals.get().tell(leg.call(), new LegFailed(leg.id()));
        }
    }

    private long ringMillis(Leg leg) {
        return Duration.between(clock.instant(), leg.until()).plus(BEYOND_LEASE).toMillis();
    }

    private void announceNothing(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_RINGING", "1"));
    }

    /// By the same id as the call, so that everything that is done with callers can be done with him.
    @Override
    public void dial(CallId call, PhoneNumber number) {
        dial(call, number, "called-back");
    }

    @Override
    public void call(CallId call, PhoneNumber number) {
        dial(call, number, "called");
    }

    private void dial(CallId call, PhoneNumber number, String context) {
        channels.dial(call.value());
        var originate = new OriginateAction();
        originate.setActionId(call.value());
        originate.setChannel("PJSIP/" + number.e164() + "@outgoing");
        originate.setChannelId(call.value());
        originate.setCallerId(cityNumber);
        originate.setContext(context);
        originate.setExten("s");
        originate.setPriority(1);
        originate.setAsync(true);
        originate.setTimeout(RINGS_AT_CITIZEN.toMillis());
        originate.setVariables(Map.of(
                "ALLO_CALL", call.value(),
                "ALLO_FROM", number.e164(),
                "ALLO_NUMBER", cityNumber,
                "ALLO_SINCE", Long.toString(ami.asteriskSeconds(clock.instant()))));
        var sent = ami.send(originate, answer -> {
            if (!"Success".equals(answer.getResponse())) {
                notDialled(call);
            }
        });
        if (!sent) {
            notDialled(call);
        }
    }

    private void notDialled(CallId call) {
        channels.dialled(call.value());
        signals.get().tell(call, new NotAnswered(Unanswered.FAILED));
    }

    @Override
    public void hangUpCitizen(CallId call) {
        hangUp(call.value());
    }

    @Override
    public void proposeCallback(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_PROPOSE", "1"));
    }

    @Override
    public void proposeAssistant(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_ASSISTANT", "1"));
    }

    /// The answer comes in one stream with the events, so of a bridge that is made after it we hear after it.
    @Override
    public void hangUpLeg(String leg) {
        for (var phone : channels.phones(leg)) {
            channels.leg(phone)
                    .ifPresent(ringing -> unlessBridged(phone, () -> {
                        signals.get().tell(ringing.call(), new LegHungUp(leg));
                        hangUp(phone);
                    }));
        }
    }

    @Override
    public void hold(CallId call) {
        hold(call, TRIES);
    }

    /// Both at once, or the one who stays behind would be hung up on. The state goes first: by it her phone knows
    /// that it is to be kept. Asterisk tells that two speak a little before it says who with whom.
    private void hold(CallId call, int tries) {
        ami.send(new GetVarAction(call.value(), "BRIDGEPEER"), answer -> {
            if (!isEmptyVariable(answer)) {
                hold(call, answer.getAttribute("Value"));
            } else if (tries > 1) {
                AGAIN.execute(() -> hold(call, tries - 1));
            }
        });
    }

    /// @param peer of a conference more than one, which nobody holds
    private void hold(CallId call, @Nullable String peer) {
        Channels.agent(peer).ifPresent(agent -> {
            ami.send(new SetVarAction(peer, "ALLO_CALL", call.value()));
            ami.send(new SetVarAction(peer, "ALLO_CALLER", call.value()));
            ami.send(new SetVarAction(peer, "ALLO_LOGIN", agent.value()));
            ami.send(new SetVarAction(call.value(), "ALLO_STATE", HOLD));
            ami.send(new RedirectAction(call.value(), peer, HOLD, "s", 1, "agent-holds", "s", 1));
        });
    }

    /// The state goes first: by it her phone knows that it is to be kept.
    @Override
    public void sendOutside(CallId call, PhoneNumber number) {
        channels.sentOutside(call, true);
        ami.send(new GetVarAction(call.value(), "ALLO_STATE"), answer -> {
            if (HOLD.equals(answer.getAttribute("Value"))) {
                ami.send(new SetVarAction(call.value(), "ALLO_OUTSIDE", number.e164()));
                ami.send(new SetVarAction(call.value(), "ALLO_OUTSIDE_FROM", cityNumber));
                ami.send(new SetVarAction(call.value(), "ALLO_STATE", LEAVING));
                redirect(call, "outside");
            } else {
                channels.sentOutside(call, false);
            }
        });
    }

    /// Her own phone calls it: the caller is on hold as before.
    @Override
    public void askOutside(CallId call, PhoneNumber number) {
        channels.sentOutside(call, true);
        ami.send(new GetVarAction(call.value(), "ALLO_STATE"), answer -> {
            var phone = channels.holder(call);
            if (HOLD.equals(answer.getAttribute("Value")) && phone.isPresent()) {
                ami.send(new SetVarAction(phone.get(), "ALLO_OUTSIDE", number.e164()));
                ami.send(new SetVarAction(phone.get(), "ALLO_OUTSIDE_FROM", cityNumber));
                ami.send(new RedirectAction(phone.get(), "ask-outside", "s", 1));
            } else {
                channels.sentOutside(call, false);
            }
        });
    }

    /// What is noted of whoever is outside goes first: by it the caller is his.
    @Override
    public void dropOutside(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_ASKED", ""));
        channels.holder(call)
                .ifPresent(phone -> variable(phone, "ALLO_STATE", state -> {
                    if (ASKS_AND_SPEAKS.equals(state)) {
                        dropWhoSpeaks(call, phone);
                    } else if (state.startsWith(ASKS)) {
                        backToHold(phone);
                    }
                }));
    }

    private void dropWhoSpeaks(CallId call, String phone) {
        variable(call.value(), "ALLO_STATE", state -> {
            if (CONFERENCE.equals(state)) {
                variable(call.value(), "ALLO_THIRD", this::hangUp);
            } else {
                backToHold(phone);
            }
        });
    }

    private void backToHold(String phone) {
        ami.send(new RedirectAction(phone, "agent-holds", "s", 1));
    }

    @Override
    public void handOverOutside(CallId call) {
        channels.holder(call)
                .ifPresent(phone -> variable(phone, "ALLO_STATE", state -> {
                    if (ASKS_AND_SPEAKS.equals(state)) {
                        hangUp(phone);
                    }
                }));
    }

    /// Also out of an outside number that rings.
    @Override
    public void resume(CallId call) {
        variable(call.value(), "ALLO_STATE", state -> {
            if (HOLD.equals(state) || LEAVING.equals(state)) {
                variable(call.value(), "ALLO_AGENT", this::resume);
            }
        });
    }

    private void resume(String agentChannel) {
        ami.send(new RedirectAction(agentChannel, "connect", "resume", 1));
    }

    @Override
    public void ringColleague(Leg leg) {
        ring(leg, "consult");
    }

    /// One command, for they speak already: the caller enters their bridge.
    @Override
    public void join(CallId call) {
        variable(call.value(), "ALLO_STATE", state -> {
            if (HOLD.equals(state)) {
                redirect(call, CONFERENCE);
            }
        });
    }

    @Override
    public void hangUpColleague(String leg) {
        for (var phone : channels.phones(leg)) {
            ami.send(new GetVarAction(phone, "BRIDGEPEER"), answer -> {
                if (isEmptyVariable(answer)
                        || agents(answer.getAttribute("Value")).findAny().isPresent()) {
                    hangUp(phone);
                }
            });
        }
    }

    /// @param peers names of channels; of a conference more than one; absent for a channel that has gone
    private static Stream<AgentId> agents(@Nullable String peers) {
        return Stream.ofNullable(peers)
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(Channels::agent)
                .flatMap(Optional::stream);
    }

    /// Her colleague takes the caller by the dialplan.
    @Override
    public void handOver(CallId call) {
        channels.holder(call)
                .ifPresent(phone -> variable(phone, "BRIDGEPEER", peers -> {
                    if (agents(peers).findAny().isPresent()) {
                        hangUp(phone);
                    }
                }));
    }

    private void variable(String uniqueId, String name, Consumer<String> then) {
        ami.send(new GetVarAction(uniqueId, name), answer -> {
            var value = answer.getAttribute("Value");
            if (value != null && !value.isEmpty()) {
                then.accept(value);
            }
        });
    }

    /// A phone that is kept for him is free at once: the next call may ring at it. The state goes first: by it
    /// nobody takes him who was with him in a conference.
    @Override
    public void hangUpAgent(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_STATE", AFTER_CALL));
        redirect(call, AFTER_CALL);
        channels.holder(call).ifPresent(this::hangUp);
    }

    @Override
    public void passOn(CallId call, AgentId from) {
        ami.send(new GetVarAction(call.value(), "BRIDGEPEER"), answer -> {
            if (isEmptyVariable(answer) || agents(answer.getAttribute("Value")).anyMatch(from::equals)) {
                // of a conference nobody takes him who was in it
                ami.send(new SetVarAction(call.value(), "ALLO_STATE", PASSED_ON));
                redirect(call, "waiting");
                channels.holder(call).ifPresent(this::hangUp);
            }
        });
    }

    private void hangUp(String uniqueId) {
        ami.send(new HangupAction(uniqueId, NORMAL_CLEARING));
    }

    @Override
    public void backToWaiting(CallId call) {
        unlessBridged(call.value(), () -> redirect(call, "waiting"));
    }

    void toSafetyNet(CallId call) {
        unlessBridged(call.value(), () -> redirect(call, "safety-net"));
    }

    @Override
    public void takeLeave(CallId call) {
        unlessBridged(call.value(), () -> redirect(call, "goodbye"));
    }

    /// A second command would cut short what he is saying.
    @Override
    public void toVoicemail(CallId call) {
        ami.send(new GetVarAction(call.value(), "ALLO_STATE"), answer -> {
            if (!VOICEMAIL.equals(answer.getAttribute("Value"))) {
                unlessBridged(call.value(), () -> redirect(call, VOICEMAIL));
            }
        });
    }

    private void redirect(CallId call, String context) {
        ami.send(new RedirectAction(call.value(), context, "s", 1));
    }

    @Override
    public Optional<byte[]> message(CallId call) {
        return recordings.of(call);
    }

    @Override
    public void forgetMessage(CallId call) {
        recordings.delete(call);
    }

    /// One phone of his, the browser's where there is one: he has asked for it, and sits in front of it.
    @Override
    public void listen(UUID listening, CallId call, AgentId by) {
        var spied = channels.agentOf(call).or(() -> channels.holder(call));
        var device = phones.phones(by).stream().findFirst();
        if (!ami.inHand() || spied.isEmpty() || device.isEmpty()) {
            signals.get().listeningOver(listening, "unreachable");
            return;
        }
        ami.send(new GetVarAction(call.value(), "ALLO_TOLD"), answer -> {
            if (TOLD.equals(answer.getAttribute("Value"))) {
                ringToListen(listening, call, by, device.get(), spied.get());
            } else {
                signals.get().listeningOver(listening, "not-announced");
            }
        });
    }

    private void ringToListen(UUID listening, CallId call, AgentId by, String device, String spied) {
        var originate = new OriginateAction();
        originate.setActionId(Spies.channel(listening));
        originate.setChannel(device);
        originate.setChannelId(Spies.channel(listening));
        originate.setContext(LISTEN);
        originate.setExten("s");
        originate.setPriority(1);
        originate.setAsync(true);
        originate.setTimeout(RINGS_AT_SUPERVISOR.toMillis());
        originate.setVariables(Map.of(
                "ALLO_LISTENING", listening.toString(),
                "ALLO_SPIED", spied,
                "ALLO_CALL", call.value(),
                "ALLO_CALLER", call.value(),
                "ALLO_LOGIN", by.value()));
        if (!ami.send(originate)) {
            signals.get().listeningOver(listening, "unreachable");
        }
    }

    @Override
    public void turnListening(UUID listening, Mode mode) {
        var key = switch (mode) {
            case LISTEN -> "4";
            case WHISPER -> "5";
            case BARGE -> "6";
        };
        ami.send(new RedirectAction(Spies.channel(listening), LISTEN, key, 1));
    }

    @Override
    public void endListening(UUID listening) {
        hangUp(Spies.channel(listening));
    }

    @Override
    public void takeOver(UUID listening) {
        ami.send(new RedirectAction(Spies.channel(listening), "take-over", "s", 1));
    }

    @Override
    public void announceListening(boolean on) {
        ami.send(on ? new DbPutAction(LISTENING, "announced", TOLD) : new DbDelAction(LISTENING, "announced"));
    }

    private void unlessBridged(String uniqueId, Runnable action) {
        ami.send(new GetVarAction(uniqueId, "BRIDGEPEER"), answer -> {
            if (isEmptyVariable(answer)) {
                action.run();
            }
        });
    }

    private static boolean isEmptyVariable(ManagerResponse answer) {
        var value = answer.getAttribute("Value");
        return "Success".equals(answer.getResponse()) && (value == null || value.isEmpty());
    }

    @Override
    public void announce(CallId call, int position, int minutes) {
        ami.send(new SetVarAction(call.value(), "ALLO_POSITION", Integer.toString(position)));
        ami.send(new SetVarAction(call.value(), "ALLO_MINUTES", Integer.toString(minutes)));
    }

    /// In Asterisk's own database, which outlives us and itself. The end goes first, so that a message that was changed
    /// is never heard beyond its own.
    @Override
    public void crisis(Optional<Crisis> crisis) {
        ami.send(new DbDelAction(CRISIS, "until"));
        crisis.ifPresent(now -> {
            ami.send(new DbPutAction(CRISIS, "message", now.message().prompt()));
            ami.send(new DbPutAction(CRISIS, "until", Long.toString(ami.asteriskSeconds(now.until()))));
        });
    }

    @Override
    public void languages(Map<String, String> byNumber) {
        ami.send(new DbDelTreeAction(LANGUAGE, null));
        byNumber.forEach((number, language) -> ami.send(new DbPutAction(LANGUAGE, number, language)));
    }

    @Override
    public boolean callSelf(String id) {
        return ami.inHand()
                && ami.send(ofItself(
                        id, "call-" + cityNumber + "-" + id + SELF, "", "self-caller", Map.of("ALLO_SELF", id)));
    }

    @Override
    public void answerSelfCall(String id, String channel) {
        ami.send(ofItself(
                id,
                "desk-" + id + SELF,
                "-desk",
                "connect",
                Map.of("ALLO_CALL", "self-" + id, "ALLO_CALLER", channel)));
    }

    /// Over SIP, and back to itself.
    private static OriginateAction ofItself(
            String id, String called, String which, String context, Map<String, String> variables) {
        var originate = new OriginateAction();
        originate.setActionId("self-" + id + which);
        originate.setChannel("PJSIP/" + called);
        originate.setChannelId("self-" + id + which);
        originate.setContext(context);
        originate.setExten("s");
        originate.setPriority(1);
        originate.setAsync(true);
        originate.setTimeout(RINGS_AT_SELF.toMillis());
        originate.setVariables(variables);
        return originate;
    }

    @Override
    public void endSelfCall(String id) {
        hangUp("self-" + id);
        hangUp("self-" + id + "-desk");
    }

    @Override
    public void beat(Instant turn) {
        if (ami.inHand() && ami.send(new SetVarAction("ALLO_HB", Long.toString(ami.asteriskSeconds(turn))))) {
            beaten = turn;
        }
    }

    @Override
    public void standBy(AgentId agent, boolean available) {
        safetyQueue.standBy(agent, available);
    }

    @Override
    public void provision(AgentId agent, PhoneCredentials credentials) {
        if (ami.connected()) {
            endpoints.write(agent, credentials);
        }
    }

    @Override
    public Optional<BrowserPhone> browserPhone(AgentId agent, PhoneCredentials credentials) {
        return ami.connected() && endpoints.write(agent, credentials)
                ? Optional.of(browser(agent, credentials))
                : Optional.empty();
    }

    @Override
    public Optional<SipPhone> sipPhone(AgentId agent, PhoneCredentials credentials) {
        return ami.connected() && endpoints.write(agent, credentials)
                ? Optional.of(sip(agent, credentials))
                : Optional.empty();
    }

    /// Also while it is away.
    BrowserPhone browser(AgentId agent, PhoneCredentials credentials) {
        var user = agent + "-web";
        return new BrowserPhone(
                settings.webSocket().toString(),
                "sip:" + user + "@" + settings.sipHost(),
                user,
                credentials.webPassword(),
                List.of());
    }

    /// Also while it is away.
    SipPhone sip(AgentId agent, PhoneCredentials credentials) {
        return new SipPhone(
                settings.sipHost(), settings.sipPort(), agent + "-sip", credentials.sipPassword(), List.of());
    }

    @Override
    public boolean isReached() {
        return ami.connected();
    }

    @Override
    public boolean isReached(CallId call) {
        return ami.connected();
    }

    @Override
    public LineStatus status() {
        var server = server();
        return new LineStatus(
                "asterisk", server.up(), server.calls(), server.since(), server.detail(), List.of(server));
    }

    ServerStatus server() {
        var alive = beaten.isAfter(clock.instant().minus(SILENT_FOR));
        var trouble = ami.inHand()
                ? alive ? "" : " looks after callers alone, for routing is silent"
                : ami.isMisnamed() ? " has another name for itself" : " cannot be reached";
        return new ServerStatus(
                settings.name(),
                settings.weight(),
                trouble.isEmpty(),
                channels.callers(),
                ami.inHand() ? phones.agents() : 0,
                ami.since(),
                "asterisk at " + settings.host() + ":" + settings.amiPort() + trouble);
    }
}
