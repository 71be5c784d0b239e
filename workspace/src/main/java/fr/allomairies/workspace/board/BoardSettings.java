package fr.allomairies.workspace.board;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the city chose for its figures and its alerts.
///
/// @param rule how the service level is counted, see the dictionary of measures
/// @param answerWithin by channel, what "in time" means; channels that are not named keep their default
/// @param shortAbandon citizens who leave sooner after entering the queue are left out of rule A; 0 to 60 s
/// @param serviceLevelTarget 0 to 1; 80 % in 20 s is the custom of the trade
/// @param answerRateTarget 0 to 1; 85 % is the target of the French State's telephone plan
/// @param longestWait by channel, the wait that raises an alert
/// @param alertAfter no alert for a rate before so many contacts have come
@ConfigurationProperties("allo.board")
public record BoardSettings(
        @DefaultValue("A") ServiceLevelRule rule,
        @DefaultValue Map<String, Duration> answerWithin,
        @DefaultValue("5s") Duration shortAbandon,
        @DefaultValue("0.80") double serviceLevelTarget,
        @DefaultValue("0.85") double answerRateTarget,
        @DefaultValue Map<String, Duration> longestWait,
        @DefaultValue("10") int alertAfter) {

    private static final Duration LONGEST_SHORT_ABANDON = Duration.ofSeconds(60);
    private static final Duration LONGEST_OTHER_WAIT = Duration.ofHours(8);
    private static final Map<String, Duration> LONGEST_WAITS = Map.of(
            "voice",
            Duration.ofMinutes(3),
            "relay",
            Duration.ofMinutes(3),
            "chat",
            Duration.ofMinutes(3),
            "email",
            LONGEST_OTHER_WAIT,
            "report",
            LONGEST_OTHER_WAIT);

    public BoardSettings {
        requireShare("service-level-target", serviceLevelTarget);
        requireShare("answer-rate-target", answerRateTarget);
        if (shortAbandon.isNegative() || shortAbandon.compareTo(LONGEST_SHORT_ABANDON) > 0) {
            throw new IllegalArgumentException("allo.board.short-abandon is 0 to 60 s, was: " + shortAbandon);
        }
        if (alertAfter < 1) {
            throw new IllegalArgumentException("allo.board.alert-after is at least 1, was: " + alertAfter);
        }
        longestWait = merged(LONGEST_WAITS, longestWait);
        answerWithin = Map.copyOf(answerWithin);
    }

    public Parameters parameters() {
        var within = new TreeMap<>(Parameters.DEFAULTS.answerWithin());
        answerWithin.forEach((channel, time) -> within.put(new ChannelKind(channel), time));
        // the law asks for the same service level, so it follows that of calls unless the city says more
        within.putIfAbsent(ChannelKind.RELAY, within.get(ChannelKind.VOICE));
        return new Parameters(rule, within, Parameters.DEFAULTS.otherwise(), shortAbandon);
    }

    Duration longestWait(ChannelKind channel) {
        return longestWait.getOrDefault(channel.value(), LONGEST_OTHER_WAIT);
    }

    private static Map<String, Duration> merged(Map<String, Duration> defaults, Map<String, Duration> chosen) {
        var merged = new TreeMap<>(defaults);
        merged.putAll(chosen);
        return Map.copyOf(merged);
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("allo.board." + name + " is above 0 and at most 1, was: " + share);
        }
    }
}
