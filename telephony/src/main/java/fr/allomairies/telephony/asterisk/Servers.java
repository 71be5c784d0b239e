package fr.allomairies.telephony.asterisk;

import static java.util.Comparator.comparingDouble;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.TelephonySettings.AsteriskSettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.flow.CallSignals;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All servers, and which of them has what. The id of a call that arrived begins with the name of its server; one that
/// we make has an id of ours, and is remembered with the server that it was given to.
final class Servers {

    /// What Asterisk puts behind its name: seconds and a count.
    private static final String COUNTED = "-[0-9]+\\.[0-9]+";

    private final List<Asterisk> all;
    private final AsteriskSettings settings;
    private final Supplier<CallSignals> signals;

    Servers(AsteriskSettings settings, String cityNumber, Supplier<CallSignals> signals, Clock clock) {
        this.settings = settings;
        this.signals = signals;
        this.all = settings.servers().stream()
                .map(server -> {
                    var ami = new AmiLink(server, clock);
                    var channels = new Channels();
                    var phones = new PhoneStates((agent, _) -> signals.get().phoneReachable(agent, reachable(agent)));
                    var safetyQueue = new SafetyQueue(ami, phones);
                    var ari = new Ari(server);
                    var endpoints = new AgentEndpoints(ari, server);
                    var recordings = new Recordings(ari);
                    return new Asterisk(
                            server,
                            ami,
                            channels,
                            phones,
                            safetyQueue,
                            endpoints,
                            recordings,
                            new AsteriskRecorder(ami, ari),
                            new AsteriskLine(
                                    ami,
                                    channels,
                                    phones,
                                    safetyQueue,
                                    endpoints,
                                    recordings,
                                    server,
                                    cityNumber,
                                    this::reachable,
                                    signals,
                                    clock));
                })
                .toList();
    }

    List<Asterisk> all() {
        return all;
    }

    boolean isOne() {
        return all.size() == 1;
    }

    List<Asterisk> reached() {
        return all.stream().filter(server -> server.ami().connected()).toList();
    }

    /// Whether a phone of the agent is registered with any of them.
    boolean reachable(AgentId agent) {
        return all.stream().anyMatch(server -> server.phones().reachable(agent));
    }

    /// Whether its calls are to be given up, for there is another which can take new ones. When all are away at once
    /// the fault is ours, or between us and them.
    boolean isLost(Asterisk server) {
        return server.ami().isAwayFor(settings.lostAfter())
                && all.stream().anyMatch(other -> other != server && other.ami().inHand());
    }

    /// The server that has the call, or had it. One that was given to none is the first one's, and so is that of a
    /// server which is no more.
    Asterisk of(CallId call) {
        if (isOne()) {
            return all.getFirst();
        }
        return where(call)
                .or(() -> signals.get().carrier(call).flatMap(this::named))
                .orElseGet(all::getFirst);
    }

    /// What rang at a server that is lost rings there no more.
    private Optional<Asterisk> where(CallId call) {
        return first(server -> arrivedAt(server.name(), call))
                .or(() -> first(server -> server.channels().knows(call) && !isLost(server)));
    }

    static boolean arrivedAt(String server, CallId call) {
        return call.value().startsWith(server)
                && call.value().substring(server.length()).matches(COUNTED);
    }

    private Optional<Asterisk> named(String name) {
        return first(server -> server.name().equals(name));
    }

    private Optional<Asterisk> first(Predicate<Asterisk> which) {
        return all.stream().filter(which).findFirst();
    }

    boolean isElsewhere(CallId call, Asterisk asks) {
        return of(call) != asks;
    }

    /// Who listens to it may do so there, also when we do not know yet what that one has.
    boolean mayBeElsewhere(ContactId contact, Asterisk asks) {
        return all.stream()
                .filter(server -> server != asks)
                .anyMatch(server ->
                        server.channels().has(contact) || !server.ami().inHand() && !isLost(server));
    }

    /// Where the agent's phone is to ring for a call that we make: where it rings or has rung for it already, or else
    /// at the server that has least to do by its weight, of those at which she has a phone.
    Asterisk forOurCall(Leg leg) {
        if (isOne()) {
            return all.getFirst();
        }
        var call = leg.call();
        return where(call).or(() -> chosen(leg)).orElseGet(() -> of(call));
    }

    private Optional<Asterisk> chosen(Leg leg) {
        var able = all.stream()
                .filter(server -> server.ami().inHand())
                .filter(server -> server.phones().reachable(leg.agent()))
                .map(server -> server.line().server())
                .toList();
        var chosen = lightest(able);
        if (chosen == null) {
            return Optional.empty();
        }
        signals.get().carries(leg.call(), chosen);
        return named(chosen);
    }

    /// The one that would have the fewest calls for its weight with one more; null where none may have any.
    static @Nullable String lightest(List<ServerStatus> servers) {
        return servers.stream()
                .filter(server -> server.weight() > 0)
                .min(comparingDouble(server -> (server.calls() + 1.0) / server.weight()))
                .map(ServerStatus::name)
                .orElse(null);
    }
}
