package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the line each caller's place in the queue, and how long it will take about where routing's estimates have
/// been good enough. Only what has changed is told.
final class Announcements implements Runnable {

    private static final int SECONDS_A_MINUTE = 60;

    private final Routing routing;
    private final Calls calls;
    private final Line line;
    private final Clock clock;
    private Map<CallId, Announced> told = Map.of();
    private Set<CallId> callbacks = Set.of();
    private Set<CallId> assistants = Set.of();

    Announcements(Routing routing, Calls calls, Line line, Clock clock) {
        this.routing = routing;
        this.calls = calls;
        this.line = line;
        this.clock = clock;
    }

    private record Announced(int position, int minutes) {}

    @Override
    public void run() {
        var snapshot = routing.snapshot();
        callbacks = propose(snapshot, Waiting::callbackFrom, callbacks, line::proposeCallback);
        assistants = propose(snapshot, Waiting::assistantFrom, assistants, line::proposeAssistant);
        var now = new HashMap<CallId, Announced>();
        for (var waiting : snapshot.waiting()) {
            if (waiting.channel().isCall()) {
                calls.of(waiting.contact())
                        .ifPresent(call -> now.put(call, new Announced(waiting.position(), minutes(waiting))));
            }
        }
        now.forEach(this::tell);
        told = now;
    }

    /// @return for whom it is due now
    private Set<CallId> propose(
            RoutingSnapshot snapshot,
            Function<Waiting, @Nullable Instant> since,
            Set<CallId> before,
            Consumer<CallId> proposal) {
        var now = new HashSet<CallId>();
        for (var waiting : snapshot.waiting()) {
            var from = since.apply(waiting);
            if (waiting.channel().isCall() && from != null && !from.isAfter(clock.instant())) {
                calls.of(waiting.contact()).ifPresent(now::add);
            }
        }
        now.stream().filter(call -> !before.contains(call)).forEach(proposal);
        return now;
    }

    private void tell(CallId call, Announced announced) {
        if (!announced.equals(told.get(call))) {
            line.announce(call, announced.position(), announced.minutes());
        }
    }

    /// Rounded up; 0: nothing is said of it.
    private static int minutes(Waiting waiting) {
        var estimate = waiting.estimate();
        return estimate == null || !estimate.announced()
                ? 0
                : Math.ceilDiv((int) estimate.expected().toSeconds() + 1, SECONDS_A_MINUTE);
    }
}
