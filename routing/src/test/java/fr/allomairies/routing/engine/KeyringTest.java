package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyringTest {

    private final Shelves shelves = new Shelves();
    private final Agent amina =
            Agent.unknown(new AgentId("amina"), 0, new Regulars(), shelves, Instant.parse("2026-01-05T08:00:00Z"));

    KeyringTest() {
        amina.learn(List.of(need("roads", 3), need("waste", 2), need("lang-en", 1)));
    }

    @Test
    void opensTheShelvesOfWhichTheAgentHasEveryKey() {
        var roads = shelves.at(clause(need("roads", 1)));
        var both = shelves.at(clause(need("roads", 5), need("waste", 1)));
        shelves.at(clause(need("lighting", 1)));
        shelves.at(clause(need("roads", 1), need("lighting", 1)));

        assertThat(opened()).containsExactlyInAnyOrder(Shelves.EVERYBODY, roads.number, both.number);
    }

    @Test
    void opensThoseThatWerePutUpSinceItLastLooked() {
        assertThat(opened()).containsExactly(Shelves.EVERYBODY);

        var all = shelves.at(clause(need("waste", 1), need("lang-en", 1), need("roads", 1)));
        shelves.at(clause(need("waste", 1), need("lighting", 1)));

        assertThat(opened()).containsExactlyInAnyOrder(Shelves.EVERYBODY, all.number);
    }

    @Test
    void tellsWhetherTheAgentsLevelsAreHighEnoughThere() {
        var enough = clause(need("roads", 3), need("waste", 1));
        var tooHigh = clause(need("roads", 1), need("waste", 3));
        var shelf = shelves.at(enough);

        var keyring = amina.keyring();
        var levels = IntStream.range(0, keyring.size())
                .filter(i -> keyring.shelf(i) == shelf.number)
                .mapToLong(keyring::levels)
                .sum();

        assertThat(shelves.at(tooHigh)).isSameAs(shelf);
        assertThat(Keyring.covers(levels, shelves.needed(enough))).isTrue();
        assertThat(Keyring.covers(levels, shelves.needed(tooHigh))).isFalse();
    }

    private Set<Integer> opened() {
        var keyring = amina.keyring();
        return IntStream.range(0, keyring.size()).mapToObj(keyring::shelf).collect(Collectors.toSet());
    }

    private static Clause clause(SkillNeed... needs) {
        return Stream.of(needs)
                .map(need -> List.of(Clause.of(need)))
                .reduce(List.of(Clause.EVERYBODY), Clause::both)
                .getFirst();
    }

    private static SkillNeed need(String skill, int level) {
        return new SkillNeed(new Skill(skill), level);
    }
}
