package fr.allomairies.telephony.asterisk;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.CrisisMode.Crisis;
import fr.allomairies.telephony.Telephony.BrowserPhone;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.Telephony.SipPhone;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.flow.Line;
import fr.allomairies.telephony.flow.PhoneCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/// One line of one server or several. What is done with a call goes to the server that has it; what every caller is to
/// meet with goes to all; and a call that we make goes to one of them.
final class ServersLine implements Line {

    private final Servers servers;
    private final AtomicInteger selfCalls = new AtomicInteger();
    private volatile AsteriskLine callsItself;

    ServersLine(Servers servers) {
        this.servers = servers;
        this.callsItself = servers.all().getFirst().line();
    }

    @Override
    public void ring(Leg leg) {
        of(leg.call()).ring(leg);
    }

    @Override
    public void dial(CallId call, PhoneNumber number) {
        of(call).dial(call, number);
    }

    @Override
    public void call(CallId call, PhoneNumber number) {
        of(call).call(call, number);
    }

    @Override
    public void hangUpCitizen(CallId call) {
        of(call).hangUpCitizen(call);
    }

    @Override
    public void proposeCallback(CallId call) {
        of(call).proposeCallback(call);
    }

    @Override
    public void proposeAssistant(CallId call) {
        of(call).proposeAssistant(call);
    }

    @Override
    public void hold(CallId call) {
        of(call).hold(call);
    }

    @Override
    public void resume(CallId call) {
        of(call).resume(call);
    }

    @Override
    public void ringColleague(Leg leg) {
        of(leg.call()).ringColleague(leg);
    }

    @Override
    public void join(CallId call) {
        of(call).join(call);
    }

    @Override
    public void handOver(CallId call) {
        of(call).handOver(call);
    }

    @Override
    public void sendOutside(CallId call, PhoneNumber number) {
        of(call).sendOutside(call, number);
    }

    @Override
    public void askOutside(CallId call, PhoneNumber number) {
        of(call).askOutside(call, number);
    }

    @Override
    public void dropOutside(CallId call) {
        of(call).dropOutside(call);
    }

    @Override
    public void handOverOutside(CallId call) {
        of(call).handOverOutside(call);
    }

    @Override
    public void hangUpAgent(CallId call) {
        of(call).hangUpAgent(call);
    }

    @Override
    public void passOn(CallId call, AgentId from) {
        of(call).passOn(call, from);
    }

    @Override
    public void backToWaiting(CallId call) {
        of(call).backToWaiting(call);
    }

    @Override
    public void takeLeave(CallId call) {
        of(call).takeLeave(call);
    }

    @Override
    public void toVoicemail(CallId call) {
        of(call).toVoicemail(call);
    }

    @Override
    public void forgetMessage(CallId call) {
        of(call).forgetMessage(call);
    }

    @Override
    public void announce(CallId call, int position, int minutes) {
        of(call).announce(call, position, minutes);
    }

    @Override
    public void ringForCallback(Leg leg) {
        servers.forOurCall(leg).line().ringForCallback(leg);
    }

    @Override
    public void ringToCall(Leg leg) {
        servers.forOurCall(leg).line().ringToCall(leg);
    }

    @Override
    public Optional<byte[]> message(CallId call) {
        return of(call).message(call);
    }

    @Override
    public void listen(UUID listening, CallId call, AgentId by) {
        of(call).listen(listening, call, by);
    }

    /// The leg is known where it rings.
    @Override
    public void hangUpLeg(String leg) {
        servers.all().forEach(server -> server.line().hangUpLeg(leg));
    }

    @Override
    public void hangUpColleague(String leg) {
        servers.all().forEach(server -> server.line().hangUpColleague(leg));
    }

    @Override
    public void crisis(Optional<Crisis> crisis) {
        each(line -> line.crisis(crisis));
    }

    @Override
    public void languages(Map<String, String> byNumber) {
        each(line -> line.languages(byNumber));
    }

    /// Nothing happens where he does not listen.
    @Override
    public void turnListening(UUID listening, Mode mode) {
        each(line -> line.turnListening(listening, mode));
    }

    @Override
    public void endListening(UUID listening) {
        each(line -> line.endListening(listening));
    }

    @Override
    public void takeOver(UUID listening) {
        each(line -> line.takeOver(listening));
    }

    @Override
    public void announceListening(boolean on) {
        each(line -> line.announceListening(on));
    }

    /// One server after the other: each is tried in its turn, unless it is known to be away.
    @Override
    public boolean callSelf(String id) {
        var reached = servers.reached();
        if (reached.isEmpty()) {
            return false;
        }
        callsItself = reached.get(selfCalls.getAndIncrement() % reached.size()).line();
        return callsItself.callSelf(id);
    }

    @Override
    public void answerSelfCall(String id, String channel) {
        callsItself.answerSelfCall(id, channel);
    }

    @Override
    public void endSelfCall(String id) {
        callsItself.endSelfCall(id);
    }

    @Override
    public void beat(Instant turn) {
        servers.all().forEach(server -> server.line().beat(turn));
    }

    /// Also those that are away: they are told when they are back.
    @Override
    public void standBy(AgentId agent, boolean available) {
        servers.all().forEach(server -> server.line().standBy(agent, available));
    }

    @Override
    public void provision(AgentId agent, PhoneCredentials credentials) {
        each(line -> line.provision(agent, credentials));
    }

    /// With those that are away, for they may be back before the page is loaded again.
    @Override
    public Optional<BrowserPhone> browserPhone(AgentId agent, PhoneCredentials credentials) {
        return first(line -> line.browserPhone(agent, credentials))
                .map(found -> found.phone().with(beside(found.line(), other -> other.browser(agent, credentials))));
    }

    @Override
    public Optional<SipPhone> sipPhone(AgentId agent, PhoneCredentials credentials) {
        return first(line -> line.sipPhone(agent, credentials))
                .map(found -> found.phone().with(beside(found.line(), other -> other.sip(agent, credentials))));
    }

    private record Found<P>(AsteriskLine line, P phone) {}

    private <P> Optional<Found<P>> first(Function<AsteriskLine, Optional<P>> phone) {
        return servers.reached().stream()
                .map(Asterisk::line)
                .flatMap(line -> phone.apply(line).map(found -> new Found<>(line, found)).stream())
                .findFirst();
    }

    private <P> List<P> beside(AsteriskLine first, Function<AsteriskLine, P> phone) {
        return servers.all().stream()
                .map(Asterisk::line)
                .filter(line -> line != first)
                .map(phone)
                .toList();
    }

    @Override
    public boolean isReached() {
        return !servers.reached().isEmpty();
    }

    @Override
    public boolean isReached(CallId call) {
        return of(call).isReached(call);
    }

    @Override
    public LineStatus status() {
        var each = servers.all().stream().map(server -> server.line().server()).toList();
        return new LineStatus(
                "asterisk",
                each.stream().anyMatch(ServerStatus::up),
                each.stream().mapToInt(ServerStatus::calls).sum(),
                each.stream().map(ServerStatus::since).max(Instant::compareTo).orElseThrow(),
                each.stream().map(ServerStatus::detail).collect(joining("; ")),
                each);
    }

    private AsteriskLine of(CallId call) {
        return servers.of(call).line();
    }

    private void each(Consumer<AsteriskLine> command) {
        servers.reached().forEach(server -> command.accept(server.line()));
    }
}
