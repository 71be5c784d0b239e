package fr.allomairies.routing.flow;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final ChannelRule OTHER = new ChannelRule(null, 3, WRITTEN_WRAP_UP, false, false);
    private static final Map<String, ChannelRule> DEFAULTS = Map.of(
            "voice", new ChannelRule(100, 1, Duration.ofSeconds(120), true, false),
            "email", new ChannelRule(50, 2, WRITTEN_WRAP_UP, false, true),
            "report", new ChannelRule(50, 2, WRITTEN_WRAP_UP, false, true),
            "chat", new ChannelRule(30, 3, WRITTEN_WRAP_UP, false, false));

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
        return new Rules(
                lease,
                exclusion,
                new Ranking(preferredBonus, levelFit, Duration.ofMinutes(2), 0),
                rules,
                OTHER,
                classes(),
                lines());
    }

    private static Map<String, PriorityClass> classes() {
        return Stream.of(
                        new PriorityClass("emergency", 100, 600, 480, 0, Duration.ZERO, Duration.ofSeconds(30)),
                        new PriorityClass("call", 100, 30, 480, 0, Duration.ZERO, Duration.ofMinutes(10)),
                        new PriorityClass("chat", 100, 15, 480, 0, Duration.ZERO, Duration.ofMinutes(15)),
                        new PriorityClass("written", 5, 0, 10, 10, Duration.ofHours(4), Duration.ofDays(2)))
                .collect(Collectors.toMap(PriorityClass::code, Function.identity()));
    }

    private static List<Line> lines() {
        var needs = new Requirement.All(List.of(Own.NEEDS, Own.LANGUAGE));
        var lower = new Requirement.All(List.of(Own.NEEDS_AT_ANY_LEVEL, Own.LANGUAGE));
        var live = List.of(new RelaxStep(Duration.ZERO, needs), new RelaxStep(Duration.ofMinutes(1), lower));
        return List.of(
                new Line(
                        "emergency",
                        new Condition.Urgent(),
                        "emergency",
                        List.of(
                                new RelaxStep(Duration.ZERO, Own.NEEDS),
                                new RelaxStep(Duration.ofSeconds(10), Requirement.ANY)),
                        List.of(),
                        List.of()),
                new Line("calls", of(ChannelKind.VOICE), "call", live, List.of(Own.COMMUNE), List.of()),
                new Line("chats", of(ChannelKind.CHAT), "chat", live, List.of(Own.COMMUNE), List.of()),
                new Line(
                        "other",
                        Condition.ALWAYS,
                        "written",
                        List.of(new RelaxStep(Duration.ZERO, needs)),
                        List.of(),
                        List.of()));
    }

    private static Condition of(ChannelKind channel) {
        return new Condition.Is(Condition.Attribute.CHANNEL, channel.value());
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
            return new ChannelRule(
                    cost == null ? rule.cost() : cost,
                    limit == null ? rule.limit() : limit,
                    wrapUp == null ? rule.wrapUp() : wrapUp,
                    rule.interrupts(),
                    rule.interruptible());
        }

        private static void oneToHundred(String name, @Nullable Integer value) {
            if (value != null && (value < 1 || value > 100)) {
                throw new IllegalArgumentException(
                        "allo.routing.channels.*." + name + " must be from 1 to 100, was: " + value);
            }
        }
    }
}
