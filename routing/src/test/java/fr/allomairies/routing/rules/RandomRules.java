package fr.allomairies.routing.rules;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Any rules that can be written, seldom sensible ones.
final class RandomRules {

    private static final List<String> VALUES = List.of("voice", "email", "chat");
    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
    }

    Rules next() {
        Map<ChannelKind, ChannelRule> channels = new HashMap<>();
        VALUES.forEach(channel -> channels.put(new ChannelKind(channel), channel()));
        Map<String, PriorityClass> classes = new HashMap<>();
        List.of("first", "second", "third").forEach(code -> classes.put(code, priorityClass(code)));
        var lines = new ArrayList<Line>();
        IntStream.range(0, random.nextInt(4)).forEach(number -> lines.add(line("line-" + number, condition(3))));
        lines.add(line("rest", Condition.ALWAYS));
        return new Rules(
                seconds(300).plusSeconds(1),
                seconds(3600),
                new Ranking(seconds(9000), seconds(9000), seconds(9000), random.nextInt(101)),
                channels,
                channel(),
                classes,
                lines);
    }

    private ChannelRule channel() {
        return new ChannelRule(
                random.nextBoolean() ? null : 1 + random.nextInt(100),
                1 + random.nextInt(100),
                seconds(3600),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private PriorityClass priorityClass(String code) {
        return new PriorityClass(
                code,
                random.nextInt(1001),
                random.nextInt(100_001),
                random.nextInt(100_001),
                random.nextInt(1001),
                seconds(100_000),
                seconds(1_000_000).plusSeconds(1));
    }

    private Line line(String name, Condition when) {
        var steps = new ArrayList<RelaxStep>();
        steps.add(new RelaxStep(Duration.ZERO, requirement(3)));
        IntStream.range(0, random.nextInt(3)).forEach(_ -> steps.add(new RelaxStep(seconds(5000), requirement(3))));
        return new Line(
                name,
                when,
                one("first", "second", "third"),
                steps,
                random.nextBoolean() ? List.of() : List.of(requirement(2)),
                random.nextBoolean() ? List.of() : List.of(overflow()));
    }

    private Overflow overflow() {
        var trigger = one(Trigger.values());
        var toLine = random.nextBoolean();
        return new Overflow(
                seconds(5000),
                trigger,
                trigger == Trigger.CROWDED ? random.nextInt(1001) : 0,
                toLine ? "rest" : one("voicemail", "callback"),
                toLine);
    }

    Requirement requirement(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> one(Own.values());
            case 1 -> one(Requirement.ANY, Requirement.NOBODY);
            case 2 -> new Requirement.Is(new AgentId(one("amina", "7.bruno-x")));
            case 3 ->
                new Requirement.Has(
                        new Skill(one("lighting", "waste")), one(Comparison.values()), 1 + random.nextInt(5));
            case 4 -> new Requirement.Not(requirement(depth - 1));
            case 5 -> new Requirement.All(several(() -> requirement(depth - 1)));
            default -> new Requirement.Either(several(() -> requirement(depth - 1)));
        };
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> new Condition.Urgent();
            case 1 -> Condition.ALWAYS;
            case 2 -> is(one(Attribute.values()));
            case 3 -> new Condition.Not(condition(depth - 1));
            case 4 -> new Condition.All(several(() -> condition(depth - 1)));
            default -> new Condition.Either(several(() -> condition(depth - 1)));
        };
    }

    private Condition is(Attribute attribute) {
        return new Condition.Is(
                attribute,
                switch (attribute) {
                    case CHANNEL -> one("voice", "email", "class");
                    case CATEGORY -> one("lighting", "lighting.lamp-out", "waste.bin");
                    case LANGUAGE -> one("fr", "en");
                    case COMMUNE -> one("06088", "2A004");
                    case NUMBER -> one("+33493000010", "3906");
                });
    }

    private <T> List<T> several(Supplier<T> each) {
        return Stream.generate(each).limit(2 + random.nextInt(2)).toList();
    }

    private Duration seconds(int most) {
        return Duration.ofSeconds(random.nextInt(most));
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// A text with a few letters, words and lines changed.
    String spoilt(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        for (var fault = random.nextInt(6); fault >= 0; fault--) {
            var at = random.nextInt(lines.size());
            lines.set(at, fault(lines.get(at), lines));
        }
        return String.join(random.nextInt(9) == 0 ? "\r\n" : "\n", lines);
    }

    private String fault(String line, List<String> lines) {
        var at = line.isEmpty() ? 0 : random.nextInt(line.length());
        List<Function<String, String>> faults = List.of(
                text -> text.substring(0, at),
                text -> text.substring(at),
                text -> text.substring(0, at)
                        + (char) (random.nextInt(20) == 0 ? random.nextInt(0xffff) : 32 + random.nextInt(95))
                        + text.substring(at),
                text -> text + " " + one("and", "or", "not", "(", ")", "=", ">=", "any", "step", "99999", "0.5", "é"),
                text -> text.substring(0, at) + " " + lines.get(random.nextInt(lines.size())),
                _ -> lines.get(random.nextInt(lines.size())),
                text -> text.replace(' ', '\t'),
                text -> text.replaceFirst("[0-9]+", String.valueOf(random.nextInt())));
        return faults.get(random.nextInt(faults.size())).apply(line);
    }
}
