package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Is;
import fr.allomairies.routing.engine.Requirement.Not;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequirementTest {

    static final AgentId AMINA = new AgentId("amina");
    static final Skill ROADS = new Skill("roads");
    static final Skill WASTE = new Skill("waste");
    static final List<Skill> SKILLS = List.of(ROADS, WASTE, new Skill("lang-en"));

    @Test
    void comparesOnlyWhatAnAgentHas() {
        var atMostTwo = new Has(ROADS, Comparison.AT_MOST, 2);

        assertThat(atMostTwo.suits(AMINA, Map.of(ROADS, 2))).isTrue();
        assertThat(atMostTwo.suits(AMINA, Map.of(ROADS, 3))).isFalse();
        assertThat(atMostTwo.suits(AMINA, Map.of())).isFalse();
    }

    @Test
    void readsAsASupervisorWritesIt() {
        var requirement = new All(List.of(
                new Has(ROADS, Comparison.AT_LEAST, 3),
                new Either(List.of(new Has(WASTE, Comparison.AT_LEAST, 1), new Not(new Is(AMINA))))));

        assertThat(requirement.text()).isEqualTo("roads >= 3 and (waste or not agent amina)");
    }

    /// What is looked up may find too many, never too few; and not one too many where it says so.
    @Test
    void findsByItsClausesWhoeverSuits() {
        var random = new Random(7);
        var exact = 0;
        for (var i = 0; i < 5_000; i++) {
            var requirement = requirement(random, 3);
            var levels = levels(random);
            if (requirement.suits(AMINA, levels) || requirement.isExact()) {
                exact += requirement.isExact() ? 1 : 0;
                assertThat(isFound(requirement, levels))
                        .as("%s for %s", requirement.text(), levels)
                        .isEqualTo(requirement.suits(AMINA, levels));
            }
        }
        assertThat(exact).isGreaterThan(100);
    }

    private static boolean isFound(Requirement requirement, Map<Skill, Integer> levels) {
        var skills = levels.entrySet().stream()
                .map(own -> new SkillNeed(own.getKey(), own.getValue()))
                .toList();
        var keys = new HashSet<>(Clause.keysOf(AMINA, skills));
        return requirement.clauses().stream()
                .anyMatch(clause -> keys.containsAll(clause.keys())
                        && (clause.agent() == null || clause.agent().equals(AMINA))
                        && clause.needs().stream()
                                .allMatch(need -> levels.getOrDefault(need.skill(), 0) >= need.level()));
    }

    private static Requirement requirement(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> new Is(new AgentId(random.nextBoolean() ? "amina" : "bruno"));
            case 2 -> new All(parts(random, depth));
            case 3 -> new Either(parts(random, depth));
            case 4 -> new Not(requirement(random, depth - 1));
            default ->
                new Has(
                        SKILLS.get(random.nextInt(SKILLS.size())),
                        Comparison.values()[random.nextInt(Comparison.values().length)],
                        1 + random.nextInt(SkillNeed.HIGHEST));
        };
    }

    private static List<Requirement> parts(Random random, int depth) {
        return Stream.generate(() -> requirement(random, depth - 1))
                .limit(random.nextInt(3))
                .toList();
    }

    private static Map<Skill, Integer> levels(Random random) {
        var levels = new HashMap<Skill, Integer>();
        IntStream.range(0, SKILLS.size())
                .filter(_ -> random.nextBoolean())
                .forEach(i -> levels.put(SKILLS.get(i), 1 + random.nextInt(SkillNeed.HIGHEST)));
        return levels;
    }
}
