package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallEvent.Joined;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.LineLost;
import fr.allomairies.telephony.call.CallEvent.Lost;
import fr.allomairies.telephony.call.CallEvent.OutsideSpeaks;
import fr.allomairies.telephony.call.CallEvent.TakenOver;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.CallSignals.Listens;
import fr.allomairies.telephony.flow.Sighting;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.StatusEvent;
import org.jspecify.annotations.Nullable;

/// Compares our account of calls with the channels that one Asterisk has, and tells the differences as if they had just
/// happened. After each connection, and from time to time, for events can be lost.
final class Resync {

    private static final String VARIABLES =
            "ALLO_CALL,ALLO_STATE,ALLO_FROM,ALLO_NUMBER,ALLO_SINCE,ALLO_TRACE,ALLO_LOST,ALLO_AGENT,ALLO_MODE,ALLO_LEFT";

    private final Asterisk server;
    private final Servers servers;
    private final AmiLink ami;
    private final Channels channels;
    private final PhoneStates phones;
    private final SafetyQueue safetyQueue;
    private final Recordings recordings;
    private final CallSignals signals;
    private final Consumer<Set<String>> lost;
    private final EndedCalls endedCalls;
    private Set<CallId> unheard = Set.of();

    /// @param lost is told of channels whose end was not heard
    Resync(Asterisk server, Servers servers, CallSignals signals, Consumer<Set<String>> lost) {
        this.server = server;
        this.servers = servers;
        this.ami = server.ami();
        this.channels = server.channels();
        this.phones = server.phones();
        this.safetyQueue = server.safetyQueue();
        this.recordings = server.recordings();
        this.signals = signals;
        this.lost = lost;
        this.endedCalls = new EndedCalls(ami);
    }

    synchronized void run() throws IOException {
        phones();
        calls();
        safetyQueue.compare();
        messages();
    }

    /// We may have died between accounting for a call and deleting what it left. What belongs to a call that is still
    /// open is taken with its end.
    private void messages() throws IOException {
        recordings.list().stream().filter(signals::isOver).forEach(recordings::delete);
    }

    private void phones() throws IOException {
        for (var endpoint : ami.list(new PJSipShowEndpointsAction(), EndpointList.class)) {
            phones.changed("PJSIP/" + endpoint.getObjectName(), endpoint.getDevicestate());
        }
        phones.tellAgain();
    }

    private void calls() throws IOException {
        // who was open before the question: a call that comes after it is not missing from the answer
        var open = signals.open();
        var unheard = unheardAgain();
        var lostOnes = channels.existing();
        var held = channels.held();
        var bridges = channels.bridges();
        var listenings = signals.listenings();
        var ended = endedCalls.list();
        var query = new StatusAction();
        query.setVariables(VARIABLES);
        var status = ami.list(query, StatusEvent.class);
        var agents = new Agents(status, held, bridges);
        var there = new HashSet<CallId>();
        for (var channel : status) {
            var call = value(channel, "ALLO_CALL");
            if (!call.isEmpty() && call.equals(channel.getUniqueId())) {
                there.add(new CallId(call));
                tell(channel, call, agents);
            } else if (channel.getUniqueId().startsWith("leg-") && CallId.isOne(call)) {
                leg(channel, new CallId(call));
            }
        }
        gone(open, unheard, there, ended);
        listenings(listenings, status);
        status.forEach(channel -> lostOnes.remove(channel.getUniqueId()));
        lost.accept(lostOnes);
    }

    /// Who has taken the call over is in a bridge, and listens no more. That he is heard, or by whom, is told where it
    /// was otherwise before the question: what has been heard of since is not undone.
    private void listenings(List<Listens> known, List<StatusEvent> status) {
        var there = new HashMap<UUID, StatusEvent>();
        status.stream()
                .filter(channel -> !isBridged(channel))
                .forEach(channel -> Spies.listening(channel.getUniqueId()).ifPresent(id -> there.put(id, channel)));
        for (var listens : known) {
            var channel = there.get(listens.listening());
            if (channel != null) {
                Spies.mode(value(channel, "ALLO_STATE"), value(channel, "ALLO_MODE"))
                        .filter(mode -> mode != listens.mode())
                        .ifPresent(mode -> signals.listens(listens.listening(), mode));
            } else if (listens.due() && !servers.mayBeElsewhere(listens.contact(), server)) {
                signals.listeningOver(listens.listening(), null);
            }
        }
    }

    /// A phone that we let ring before we died, or before the connection was cut. It may still be answered, unless its
    /// offer was taken back; it stops with the caller at the latest.
    private void leg(StatusEvent channel, CallId call) {
        var uniqueId = channel.getUniqueId();
        if (channels.leg(uniqueId).isEmpty()) {
            Channels.agent(channel.getChannel())
                    .ifPresent(agent -> channels.leg(uniqueId, new Channels.RingingLeg(call, legOf(uniqueId), agent)));
        }
        channels.leg(uniqueId).ifPresent(leg -> {
            channels.created(uniqueId);
            signals.tell(leg.call(), new LegRings(leg.leg()));
            if (value(channel, "ALLO_STATE").equals("ready")) {
                signals.tell(leg.call(), new AgentReady(leg.agent(), leg.leg()));
            }
        });
    }

    /// The agents' channels.
    ///
    /// @param status all channels
    /// @param held who was on hold before the question, by the events
    /// @param bridges those before the question, by the events
    private record Agents(List<StatusEvent> status, Set<CallId> held, Set<String> bridges) {

        @Nullable
        StatusEvent inBridge(String bridge) {
            return first(channel -> bridge.equals(channel.getBridgeId()));
        }

        @Nullable
        StatusEvent named(String name) {
            return first(channel -> name.equals(channel.getChannel()));
        }

        /// Who speaks with the agent as a colleague.
        @Nullable
        StatusEvent askedBy(StatusEvent agent) {
            return first(channel -> isBridged(channel)
                    && channel.getBridgeId().equals(agent.getBridgeId())
                    && value(channel, "ALLO_STATE").equals("consult"));
        }

        private @Nullable StatusEvent first(Predicate<StatusEvent> which) {
            return status.stream()
                    .filter(channel -> Channels.agent(channel.getChannel()).isPresent())
                    .filter(which)
                    .findFirst()
                    .orElse(null);
        }
    }

    private void tell(StatusEvent channel, String call, Agents agents) {
        channels.caller(call);
        var sighting = AmiEvents.sighting(
                call,
                value(channel, "ALLO_FROM"),
                value(channel, "ALLO_NUMBER"),
                value(channel, "ALLO_SINCE"),
                value(channel, "ALLO_TRACE"));
        // who was outside is thanked already, and we were away all the while
        if (value(channel, "ALLO_STATE").equals("after-call")
                && !value(channel, "ALLO_LEFT").isEmpty()) {
            signals.seen(sighting, new TookOutside(AmiEvents.second(value(channel, "ALLO_LEFT"))));
        }
        var agent = isBridged(channel) ? agents.inBridge(channel.getBridgeId()) : null;
        var event = switch (value(channel, "ALLO_STATE")) {
            case AsteriskLine.CONFERENCE ->
                conference(sighting, channel, agents.named(value(channel, "ALLO_AGENT")), agents);
            case String _ when agent != null -> bridged(channel, agent, agents);
            case "waiting", AmiEvents.STRAIGHT -> waiting(new CallId(call));
            case "safety-net" -> new InSafetyNet();
            case "hold" -> held(new CallId(call), agents.named(value(channel, "ALLO_AGENT")), agents);
            case "cut-off" -> AmiEvents.cutOff(value(channel, "ALLO_LOST")).orElseGet(Arrived::new);
            case "outside" -> new TookOutside(AmiEvents.second(value(channel, "ALLO_LEFT")));
            case "after-call" -> new AfterCall();
            default -> new Arrived();
        };
        if (event instanceof InLoop || event instanceof InSafetyNet) {
            Channels.agent(value(channel, "ALLO_LOST")).ifPresent(lost -> signals.seen(sighting, new LineLost(lost)));
        }
        var told = signals.seen(sighting, event);
        if (event instanceof InLoop) {
            var _ = told.thenAccept(state -> waitsInVain(sighting.call(), state));
        }
    }

    /// His call was given up while we did not reach his server: nobody would take him out of the loop.
    private void waitsInVain(CallId call, CallState state) {
        if (state == CallState.ENDED && signals.isLost(call)) {
            server.line().toSafetyNet(call);
        }
    }

    /// An agent may have taken him since the question: that has been told by itself.
    private CallEvent waiting(CallId call) {
        return channels.agentOf(call).isPresent() ? new Arrived() : new InLoop();
    }

    /// She may have gone on with him since the question, asked a colleague, sent him outside, or be gone from
    /// the line, which the line tells at once.
    private CallEvent held(CallId call, @Nullable StatusEvent agent, Agents agents) {
        if (agent == null
                || channels.agentOf(call).isPresent()
                || channels.isConsulting(call)
                || channels.isSentOutside(call)) {
            return new Arrived();
        }
        var doing = value(agent, "ALLO_STATE");
        if (doing.startsWith(AsteriskLine.ASKS)) {
            channels.held(call, agent.getUniqueId());
            return doing.equals(AsteriskLine.ASKS_AND_SPEAKS) ? new OutsideSpeaks() : new Arrived();
        }
        var colleague = agents.askedBy(agent);
        if (colleague != null) {
            channels.held(call, agent.getUniqueId());
            channels.consulted(call, colleague.getUniqueId());
            return new Consulted(legOf(colleague.getUniqueId()));
        }
        channels.held(call, agent.getUniqueId());
        return new Held(Channels.agent(agent.getChannel()).orElseThrow(), legOf(agent));
    }

    private static String legOf(String uniqueId) {
        return uniqueId.substring(0, uniqueId.lastIndexOf('-'));
    }

    private @Nullable String legOf(StatusEvent agent) {
        return channels.leg(agent.getUniqueId()).map(Channels.RingingLeg::leg).orElse(null);
    }

    /// One of them may have left since the question. Whom she speaks with may be news too.
    private CallEvent conference(Sighting sighting, StatusEvent caller, @Nullable StatusEvent agent, Agents agents) {
        var call = sighting.call();
        var bridge = caller.getBridgeId();
        if (agent == null
                || !isBridged(caller)
                || !bridge.equals(agent.getBridgeId())
                || agents.bridges().contains(bridge) && !channels.isBridge(bridge)) {
            return new Arrived();
        }
        channels.held(call, agent.getUniqueId());
        var colleague = agents.askedBy(agent);
        if (colleague != null) {
            channels.consulted(call, colleague.getUniqueId());
            signals.seen(sighting, new Consulted(legOf(colleague.getUniqueId())));
        } else {
            signals.seen(sighting, new OutsideSpeaks());
        }
        channels.joins(call);
        channels.entered(bridge, caller.getUniqueId(), caller.getChannel());
        return new Joined();
    }

    /// She may have put him on hold, or passed him on, since the question.
    private CallEvent bridged(StatusEvent caller, StatusEvent agent, Agents agents) {
        var call = new CallId(caller.getUniqueId());
        var bridge = caller.getBridgeId();
        if (channels.held().contains(call) && !agents.held().contains(call)
                || agents.bridges().contains(bridge) && !channels.isBridge(bridge)) {
            return new Arrived();
        }
        channels.entered(bridge, caller.getUniqueId(), caller.getChannel());
        channels.entered(bridge, agent.getUniqueId(), agent.getChannel());
        var who = Channels.agent(agent.getChannel()).orElseThrow();
        var listening = Spies.listening(agent.getUniqueId());
        listening.ifPresent(signals::takenOver);
        return listening.isPresent() ? new TakenOver(who) : new Bridged(who, legOf(agent));
    }

    /// Calls of which no answer to our command comes, so that it was lost with a connection: at the second look, for
    /// the answer may just be on its way.
    private Set<CallId> unheardAgain() {
        var now = signals.calling();
        now.removeIf(channels::isDialling);
        var again = new HashSet<>(now);
        again.retainAll(unheard);
        unheard = now;
        return again;
    }

    private void gone(
            Set<CallId> open, Set<CallId> unheard, Set<CallId> there, Map<CallId, EndedCalls.EndedCall> ended) {
        ended.forEach((call, how) -> {
            if (!there.contains(call)) {
                how.left().ifPresent(at -> signals.seen(how.sighting(), new TookOutside(at)));
                var _ = signals.seen(how.sighting(), new Gone(how.servedBy(), EndedBy.SYSTEM, how.told()))
                        .thenRun(() -> endedCalls.forget(call));
            }
        });
        open.stream()
                .filter(call -> !there.contains(call) && !ended.containsKey(call) && !channels.isDialling(call))
                .filter(call -> unheard.contains(call) || !channels.ringsToCall(call))
                .filter(call -> !servers.isElsewhere(call, server))
                .forEach(this::goneWithoutAWord);
    }

    /// Of who came by the dialplan it tells the end, or leaves a line of it: Asterisk has died with him. What he left
    /// on the answering machine is taken in now.
    private void goneWithoutAWord(CallId call) {
        if (!call.isOurs()) {
            signals.tell(call, new Lost());
        }
        signals.tell(call, new Gone(null, EndedBy.SYSTEM));
    }

    private static boolean isBridged(StatusEvent channel) {
        return channel.getBridgeId() != null && !channel.getBridgeId().isEmpty();
    }

    private static String value(StatusEvent channel, String name) {
        var variables = channel.getVariables();
        return variables == null ? "" : Objects.requireNonNullElse(variables.get(name), "");
    }
}
