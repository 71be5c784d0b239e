package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whether a caller is better called back than left to wait: people are long in coming, and his number is one that may
/// be called.
@Component
class LongWait {

    private static final Duration LONG = Duration.ofMinutes(3);

    private final Routing routing;
    private final CallStore calls;
    private final CallerNumbers numbers;
    private final Clock clock;

    LongWait(Routing routing, CallStore calls, CallerNumbers numbers, Clock clock) {
        this.routing = routing;
        this.calls = calls;
        this.numbers = numbers;
        this.clock = clock;
    }

    /// The digits as they are said of the number at which he can be called back; empty where there is no need.
    Optional<String> callback(CallId call) {
        return isLong()
                ? calls.find(call)
                        .map(CallAccount::caller)
                        .map(PhoneNumber::e164)
                        .flatMap(numbers::callable)
                        .map(numbers::spoken)
                : Optional.empty();
    }

    /// Nobody is at work, or nobody is free and one of those who wait has waited for long, or will.
    private boolean isLong() {
        var snapshot = routing.snapshot();
        var states = snapshot.agents().stream().map(Routing.AgentView::state).toList();
        if (states.stream().allMatch(state -> state == AgentState.OFFLINE || state == AgentState.PAUSED)) {
            return true;
        }
        var now = clock.instant();
        return !states.contains(AgentState.AVAILABLE)
                && snapshot.waiting().stream()
                        .filter(waiting -> waiting.channel().isCall())
                        .anyMatch(waiting -> isLong(waiting, now));
    }

    private static boolean isLong(Waiting waiting, Instant now) {
        var estimate = waiting.estimate();
        return !waiting.since().isAfter(now.minus(LONG))
                || estimate != null && estimate.expected().compareTo(LONG) >= 0;
    }
}
