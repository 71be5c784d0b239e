package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Own;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The lines of [TestRules#FULL] with anything at all to ask for, sensible or not: each step may ask for less than the
/// one before, for more, or for something else.
final class OddRules {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<String> SKILLS = List.of("civil-status", "lighting", "waste", "lang-en");

    private final Random random;

    private OddRules(long seed) {
        this.random = new Random(seed);
    }

    static Rules of(long seed) {
        var odd = new OddRules(seed);
        var full = TestRules.FULL;
        return new Rules(
                full.lease(),
                full.exclusion(),
                full.ranking(),
                full.channels(),
                full.otherChannels(),
                full.classes(),
                full.lines().stream().map(odd::line).toList());
    }

    private Line line(Line line) {
        return new Line(
                line.name(),
                line.when(),
                line.priorityClass(),
                line.steps().stream()
                        .map(step -> new RelaxStep(step.after(), requirement(3)))
                        .toList(),
                random.nextBoolean() ? line.preferences() : List.of(requirement(2), requirement(1)),
                random.nextBoolean() ? line.overflows() : List.of(overflow("other"), overflow("calls")));
    }

    private Overflow overflow(String line) {
        return new Overflow(
                Duration.ofSeconds(random.nextInt((int) LONG.toSeconds())), one(Trigger.values()), 1, line, true);
    }

    private Requirement requirement(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0, 1 -> one(Own.values());
            case 2 -> new Requirement.Is(new AgentId("agent-" + random.nextInt(3)));
            case 3, 4 ->
                new Requirement.Has(
                        new Skill(SKILLS.get(random.nextInt(SKILLS.size()))),
                        one(Comparison.values()),
                        1 + random.nextInt(5));
            case 5 -> new Requirement.Not(requirement(depth - 1));
            case 6 -> new Requirement.All(two(() -> requirement(depth - 1)));
            default -> new Requirement.Either(two(() -> requirement(depth - 1)));
        };
    }

    private static <T> List<T> two(Supplier<T> each) {
        return Stream.generate(each).limit(2).toList();
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
