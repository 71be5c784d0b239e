package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;

/// Which phones are registered. A phone is one device; an agent has a browser's and a SIP phone's.
final class PhoneStates {

    private static final Set<String> AWAY = Set.of("UNAVAILABLE", "INVALID", "UNKNOWN");
    private static final List<String> KINDS = List.of("web", "sip");

    private final BiConsumer<AgentId, Boolean> told;
    private final Map<String, Boolean> registered = new ConcurrentHashMap<>();

    /// @param told whether a phone of the agent is registered here
    PhoneStates(BiConsumer<AgentId, Boolean> told) {
        this.told = told;
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
                told.accept(agent, reachable(agent));
            }
        });
    }

    /// Also what was told before: it may not have been stored.
    void tellAgain() {
        registered.keySet().stream()
                .flatMap(device -> Channels.agent(device).stream())
                .distinct()
                .forEach(agent -> told.accept(agent, reachable(agent)));
    }

    /// The server is given up.
    void forget() {
        registered.replaceAll((_, _) -> false);
        tellAgain();
    }

    /// How many agents have one that is registered.
    int agents() {
        return (int) registered.entrySet().stream()
                .filter(Map.Entry::getValue)
                .flatMap(device -> Channels.agent(device.getKey()).stream())
                .distinct()
                .count();
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
