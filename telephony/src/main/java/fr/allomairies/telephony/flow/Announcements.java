package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.telephony.call.CallId;
import java.util.HashMap;
import java.util.Map;

/// Tells the line each caller's place in the queue, and how long it will take about. Only what has changed is told.
final class Announcements implements Runnable {

    private static final int SECONDS = 60;

    private final Routing routing;
    private final Calls calls;
    private final CallStore store;
    private final Line line;
    private Map<CallId, Announced> told = Map.of();

    Announcements(Routing routing, Calls calls, CallStore store, Line line) {
        this.routing = routing;
        this.calls = calls;
        this.store = store;
        this.line = line;
    }

    private record Announced(int position, int minutes) {}

    @Override
    public void run() {
        var snapshot = routing.snapshot();
        var now = new HashMap<CallId, Announced>();
        if (snapshot.waiting().isEmpty()) {
            told = now;
            return;
        }
        var secondsAPlace = store.meanTalkSeconds() / Math.max(1, serving(snapshot));
        for (var waiting : snapshot.waiting()) {
            if (waiting.channel().equals(ChannelKind.VOICE)) {
                calls.of(waiting.contact())
                        .ifPresent(call -> now.put(call, announced(waiting.position(), secondsAPlace)));
            }
        }
        now.forEach(this::tell);
        told = now;
    }

    private void tell(CallId call, Announced announced) {
        if (!announced.equals(told.get(call))) {
            line.announce(call, announced.position(), announced.minutes());
        }
    }

    private static Announced announced(int position, double secondsAPlace) {
        return new Announced(position, (int) Math.ceil(position * secondsAPlace / SECONDS));
    }

    private static long serving(RoutingSnapshot snapshot) {
        return snapshot.agents().stream()
                .filter(agent -> agent.state() != AgentState.OFFLINE && agent.state() != AgentState.PAUSED)
                .count();
    }
}
