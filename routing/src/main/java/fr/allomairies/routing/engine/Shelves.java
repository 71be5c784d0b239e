package fr.allomairies.routing.engine;

import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Shelf.Visitor;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All shelves, as a tree by the keys that it takes to satisfy what stands there (see [Clause]): the first key leads to
/// a shelf, a second from there to the next. Who walks it with an agent's keys sees no demand for a skill that the
/// agent has not.
final class Shelves {

    private final Shelf root = new Shelf();
    private final Map<String, Integer> numbers = new HashMap<>();

    Shelf at(Clause clause) {
        var shelf = root;
        for (var key : ordered(clause.keys())) {
            shelf = shelf.further(number(key));
        }
        return shelf;
    }

    /// The levels that it takes, in the order of the keys that lead to its shelf.
    long needed(Clause clause) {
        var needed = 0L;
        for (var key : ordered(clause.keys())) {
            needed = Keyring.with(needed, needed(clause, key));
        }
        return needed;
    }

    private static int needed(Clause clause, String key) {
        return clause.needs().stream()
                .filter(need -> need.skill().value().equals(key))
                .mapToInt(SkillNeed::level)
                .max()
                .orElse(SkillNeed.LOWEST);
    }

    Keyring keyring(Agent agent) {
        var levels = new HashMap<String, Integer>();
        agent.skills().forEach(own -> levels.put(own.skill().value(), own.level()));
        var keys = ordered(Clause.keysOf(agent.id, agent.levels().keySet()));
        return new Keyring(
                keys.stream().mapToInt(this::number).toArray(),
                keys.stream()
                        .mapToInt(key -> levels.getOrDefault(key, SkillNeed.LOWEST))
                        .toArray());
    }

    /// Every shelf whose keys the agent has.
    void walk(Agent agent, Visitor visitor) {
        root.walk(agent.keyring(this), 0, 0, visitor);
    }

    private List<String> ordered(Collection<String> keys) {
        return keys.stream()
                .sorted(Comparator.comparingInt(this::number).reversed())
                .toList();
    }

    private int number(String key) {
        return numbers.computeIfAbsent(key, _ -> numbers.size());
    }
}
