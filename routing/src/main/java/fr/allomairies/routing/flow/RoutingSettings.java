package fr.allomairies.routing.flow;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The rules of routing that a city may change.
///
/// @param lease how long an offer rings before it goes on to somebody else; 1 s to 5 min
/// @param exclusion how long a contact is not offered again to an agent who declined it or did not answer; 0 s to 1 h
/// @param preferredBonus minutes of waiting given to a contact in the eyes of the agent who knows the matter
/// @param levelFit for each level above the one that a contact needs, an agent counts as idle for so much less
/// @param channels by the channel's code, such as `allo.routing.channels.voice.wrap-up`; what is not said is the
/// default
@ConfigurationProperties("allo.routing")
record RoutingSettings(
        @DefaultValue("20s") Duration lease,
        @DefaultValue("60s") Duration exclusion,
        @DefaultValue("10m") Duration preferredBonus,
        @DefaultValue("1m") Duration levelFit,
        @DefaultValue Map<String, Channel> channels) {

    private static final Duration WRITTEN_WRAP_UP = Duration.ofSeconds(300);
    private static final ChannelRule OTHER = new ChannelRule(3, WRITTEN_WRAP_UP);
    private static final Map<String, ChannelRule> DEFAULTS = Map.of(
            "voice", new ChannelRule(1, Duration.ofSeconds(120)),
            "email", new ChannelRule(2, WRITTEN_WRAP_UP),
            "report", new ChannelRule(2, WRITTEN_WRAP_UP),
            "chat", new ChannelRule(3, WRITTEN_WRAP_UP));

    RoutingSettings {
        within("lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(5));
        within("exclusion", exclusion, Duration.ZERO, Duration.ofHours(1));
        within("preferred-bonus", preferredBonus, Duration.ZERO, Duration.ofDays(1));
        within("level-fit", levelFit, Duration.ZERO, Duration.ofDays(1));
        channels = Map.copyOf(channels);
    }

    Rules rules() {
        var rules = new TreeMap<ChannelKind, ChannelRule>();
        DEFAULTS.forEach((channel, rule) -> rules.put(new ChannelKind(channel), rule));
        channels.forEach((channel, said) ->
                rules.merge(new ChannelKind(channel), said.over(OTHER), (rule, _) -> said.over(rule)));
        return new Rules(lease, exclusion, preferredBonus, levelFit, rules, OTHER);
    }

    /// @param queued the cost with which the contact was queued
    int cost(ChannelKind channel, int queued) {
        return Optional.ofNullable(channels.get(channel.value()))
                .map(Channel::cost)
                .orElseGet(() -> Math.clamp(queued, 1, Rules.CAPACITY));
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "allo.routing." + name + " must be from " + least + " to " + most + ", was: " + value);
        }
    }

    /// @param cost share of an agent's capacity of 100 that a contact takes, 1 to 100; by default the one that it
    ///     was queued with: voice 100, email and report 50, chat 30
    /// @param limit contacts of the channel that an agent has at once at most, 1 to 100; by default voice 1, email
    ///     and report 2, others 3
    /// @param wrapUp maximum of the wrap-up, 0 s to 1 h; by default voice 120 s, others 300 s
    record Channel(
            @Nullable Integer cost,
            @Nullable Integer limit,
            @Nullable Duration wrapUp) {

        Channel {
            oneToHundred("cost", cost);
            oneToHundred("limit", limit);
            if (wrapUp != null) {
                within("channels.*.wrap-up", wrapUp, Duration.ZERO, Duration.ofHours(1));
            }
        }

        private ChannelRule over(ChannelRule rule) {
            return new ChannelRule(limit == null ? rule.limit() : limit, wrapUp == null ? rule.wrapUp() : wrapUp);
        }

        private static void oneToHundred(String name, @Nullable Integer value) {
            if (value != null && (value < 1 || value > 100)) {
                throw new IllegalArgumentException(
                        "allo.routing.channels.*." + name + " must be from 1 to 100, was: " + value);
            }
        }
    }
}
