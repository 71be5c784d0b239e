package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.flow.CallSignals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;

/// Which phones are registered. A phone is one device; an agent has a browser's and a SIP phone's.
final class PhoneStates {

    private static final Set<String> AWAY = Set.of("UNAVAILABLE", "INVALID", "UNKNOWN");
    private static final List<String> KINDS = List.of("web", "sip");

    private final Supplier<CallSignals> signals;
    private final Map<String, Boolean> registered = new ConcurrentHashMap<>();

    PhoneStates(Supplier<CallSignals> signals) {
        this.signals = signals;
    }

    void on(ManagerEvent event) {
        if (event instanceof DeviceStateChangeEvent changed) {
            changed(changed.getDevice(), changed.getState());
        }
    }

    /// @param state as Asterisk writes it, `NOT_INUSE` or `Not in use`
    void changed(@Nullable String device, @Nullable String state) {
        if (device == null || state == null) {
            return;
        }
        Channels.agent(device).ifPresent(agent -> {
            var now = !AWAY.contains(state.toUpperCase(Locale.ROOT));
            var before = registered.put(device, now);
            if (before == null || before != now) {
                signals.get().phoneReachable(agent, reachable(agent));
            }
        });
    }

    /// Also what was told before: it may not have been stored.
    void tellAgain() {
        registered.keySet().stream()
                .flatMap(device -> Channels.agent(device).stream())
                .distinct()
                .forEach(agent -> signals.get().phoneReachable(agent, reachable(agent)));
    }

    boolean reachable(AgentId agent) {
        return !phones(agent).isEmpty();
    }

    /// The devices to ring, the browser's first.
    List<String> phones(AgentId agent) {
        return KINDS.stream()
                .map(kind -> "PJSIP/" + agent + "-" + kind)
                .filter(device -> registered.getOrDefault(device, false))
                .toList();
    }
}
