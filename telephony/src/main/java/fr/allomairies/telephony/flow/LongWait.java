package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.voiceassistant.Manner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a caller is better called back than left to wait: those who can take him are long in coming, and his number
/// is one that may be called.
@Component
class LongWait {

    private final Routing routing;
    private final CallStore calls;
    private final CallerNumbers numbers;
    private final Catalogue catalogue;
    private final Manner manner;
    private final Clock clock;

    LongWait(Routing routing, CallStore calls, CallerNumbers numbers, Catalogue catalogue, Manner manner, Clock clock) {
        this.routing = routing;
        this.calls = calls;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.manner = manner;
        this.clock = clock;
    }

    /// The digits as they are said of the number at which he can be called back; empty where there is no need.
    ///
    /// @param category absent where he did not say what it is about
    Optional<String> callback(CallId call, @Nullable CategoryCode category) {
        return isLong(ChannelKind::isCall, category)
                ? calls.find(call)
                        .map(CallAccount::caller)
                        .map(PhoneNumber::e164)
                        .flatMap(numbers::callable)
                        .map(numbers::spoken)
                : Optional.empty();
    }

    /// Whether who comes by one of these channels waits for long.
    boolean isLong(Predicate<ChannelKind> channels, @Nullable CategoryCode category) {
        return isLong(channels, skill(category));
    }

    /// What the queue asks for.
    private Skill skill(@Nullable CategoryCode category) {
        return Optional.ofNullable(category)
                .flatMap(catalogue::category)
                .orElseGet(catalogue::other)
                .skill();
    }

    /// Nobody who has the skill is at work, or none of them is free and one of those who wait for them has waited for
    /// long, or will.
    private boolean isLong(Predicate<ChannelKind> channels, Skill skill) {
        var snapshot = routing.snapshot();
        var atWork = snapshot.agents().stream()
                .filter(agent -> isAmong(agent.skills(), skill))
                .map(AgentView::state)
                .filter(state -> state != AgentState.OFFLINE && state != AgentState.PAUSED)
                .toList();
        if (atWork.isEmpty()) {
            return true;
        }
        var now = clock.instant();
        var longest = manner.thresholds().longWait();
        return !atWork.contains(AgentState.AVAILABLE)
                && snapshot.waiting().stream()
                        .filter(waiting -> channels.test(waiting.channel()) && isAmong(waiting.needs(), skill))
                        .anyMatch(waiting -> isLong(waiting, now, longest));
    }

    private static boolean isAmong(List<SkillNeed> skills, Skill skill) {
        return skills.stream().anyMatch(one -> one.skill().equals(skill));
    }

    private static boolean isLong(Waiting waiting, Instant now, Duration longest) {
        var estimate = waiting.estimate();
        return !waiting.since().isAfter(now.minus(longest))
                || estimate != null && estimate.expected().compareTo(longest) >= 0;
    }
}
