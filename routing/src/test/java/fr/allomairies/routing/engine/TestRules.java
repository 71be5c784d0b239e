package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Not;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class TestRules {

    private static final Duration WRAP_UP = Duration.ofSeconds(300);

    /// One step, one slope, a head start of ten minutes for calls: the order alone.
    static final Rules PLAIN = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ZERO, 0),
            channels(false),
            new ChannelRule(null, 2, WRAP_UP, false, false),
            classes(
                    new PriorityClass("call", 100, 10, 9_999, 0, Duration.ZERO, Duration.ofDays(9)),
                    new PriorityClass("other", 100, 0, 9_999, 0, Duration.ZERO, Duration.ofDays(9))),
            List.of(
                    line("calls", channel("voice"), "call", List.of(step(0, Own.NEEDS))),
                    line("other", Condition.ALWAYS, "other", List.of(step(0, Own.NEEDS)))));

    /// Everything that rules can say.
    static final Rules FULL = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(2), 30),
            channels(true),
            new ChannelRule(null, 2, WRAP_UP, false, false),
            classes(
                    new PriorityClass("emergency", 100, 600, 480, 0, Duration.ZERO, Duration.ofSeconds(30)),
                    new PriorityClass("call", 100, 30, 480, 0, Duration.ZERO, Duration.ofMinutes(5)),
                    new PriorityClass("chat", 250, 5, 60, 0, Duration.ZERO, Duration.ofMinutes(10)),
                    new PriorityClass("written", 7, 0, 10, 300, Duration.ofMinutes(4), Duration.ofMinutes(15))),
            List.of(
                    line(
                            "emergency",
                            new Condition.Urgent(),
                            "emergency",
                            List.of(step(0, Own.NEEDS), step(10, Requirement.ANY))),
                    new Line(
                            "calls",
                            channel("voice"),
                            "call",
                            List.of(
                                    step(0, Own.LAST_AGENT),
                                    step(5, new All(List.of(Own.NEEDS, Own.LANGUAGE))),
                                    step(60, Own.NEEDS_AT_ANY_LEVEL)),
                            List.of(Own.COMMUNE, Own.LANGUAGE),
                            List.of(
                                    new Overflow(Duration.ofSeconds(10), Trigger.CROWDED, 1, "chats", true),
                                    new Overflow(Duration.ofSeconds(30), Trigger.NOBODY, 0, "elsewhere"),
                                    new Overflow(Duration.ofSeconds(240), Trigger.WAITED, 0, "voicemail"))),
                    new Line(
                            "chats",
                            channel("chat"),
                            "chat",
                            List.of(
                                    step(
                                            0,
                                            new All(List.of(
                                                    new Either(List.of(
                                                            new Has(new Skill("lighting"), Comparison.MORE_THAN, 2),
                                                            new Has(new Skill("waste"), Comparison.AT_MOST, 3))),
                                                    new Not(new Has(
                                                            new Skill("civil-status"), Comparison.EXACTLY, 1))))),
                                    step(30, Own.NEEDS)),
                            List.of(),
                            List.of(
                                    new Overflow(Duration.ofSeconds(20), Trigger.CROWDED, 2, "message"),
                                    new Overflow(Duration.ofSeconds(5), Trigger.NOBODY, 0, "calls", true))),
                    new Line(
                            "other",
                            Condition.ALWAYS,
                            "written",
                            List.of(step(0, new All(List.of(Own.NEEDS, Own.LANGUAGE))), step(120, Own.NEEDS)),
                            List.of(),
                            List.of(
                                    new Overflow(Duration.ofSeconds(20), Trigger.WAITED, 0, "chats", true),
                                    new Overflow(Duration.ZERO, Trigger.CROWDED, 1, "calls", true)))));

    private TestRules() {}

    static RelaxStep step(int seconds, Requirement requirement) {
        return new RelaxStep(Duration.ofSeconds(seconds), requirement);
    }

    static Line line(String name, Condition when, String priorityClass, List<RelaxStep> steps) {
        return new Line(name, when, priorityClass, steps, List.of(), List.of());
    }

    static Condition channel(String channel) {
        return new Condition.Is(Attribute.CHANNEL, channel);
    }

    static Map<String, PriorityClass> classes(PriorityClass... classes) {
        return Stream.of(classes).collect(Collectors.toMap(PriorityClass::code, Function.identity()));
    }

    private static Map<ChannelKind, ChannelRule> channels(boolean interruption) {
        return Map.of(
                ChannelKind.VOICE, new ChannelRule(100, 1, Duration.ofSeconds(120), interruption, false),
                ChannelKind.EMAIL, new ChannelRule(null, 2, WRAP_UP, false, interruption),
                ChannelKind.REPORT, new ChannelRule(null, 2, WRAP_UP, false, interruption),
                ChannelKind.CHAT, new ChannelRule(null, 2, WRAP_UP, false, false));
    }
}
