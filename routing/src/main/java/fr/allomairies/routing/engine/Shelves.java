package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All shelves, one for each set of keys that it takes to satisfy what stands there (see [Clause]). Who looks along
/// those that an agent's keys open sees no demand for a skill that the agent has not. Shelves stay where they are
/// once put up: there are as many as different sets of skills have been asked for.
final class Shelves {

    /// The number of the shelf that opens without a key.
    static final int EVERYBODY = 0;

    private final List<Shelf> all = new ArrayList<>();
    private final Map<List<String>, Shelf> byKeys = new HashMap<>();

    /// By the first of their keys.
    private final List<List<Shelf>> underKey = new ArrayList<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    Shelves() {
        at(Clause.EVERYBODY);
    }

    Shelf at(Clause clause) {
        return byKeys.computeIfAbsent(clause.keys(), this::putUp);
    }

    private Shelf putUp(List<String> keys) {
        var shelf = new Shelf(
                all.size(), ordered(keys).stream().mapToInt(this::number).toArray());
        all.add(shelf);
        if (shelf.size() > 0) {
            underKey.get(shelf.key(0)).add(shelf);
        }
        return shelf;
    }

    int size() {
        return all.size();
    }

    Shelf get(int number) {
        return all.get(number);
    }

    /// Those whose first key it is, in the order in which they were put up.
    List<Shelf> under(int key) {
        return underKey.get(key);
    }

    /// The levels that it takes, in the order of the keys of its shelf.
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

    Keyring keyring(AgentId agent, List<SkillNeed> skills) {
        var levels = new HashMap<String, Integer>();
        skills.forEach(own -> levels.put(own.skill().value(), own.level()));
        var keys = ordered(Clause.keysOf(agent, skills));
        return new Keyring(
                keys.stream().mapToInt(this::number).toArray(),
                keys.stream()
                        .mapToInt(key -> levels.getOrDefault(key, SkillNeed.LOWEST))
                        .toArray());
    }

    private List<String> ordered(Collection<String> keys) {
        return keys.stream()
                .sorted(Comparator.comparingInt(this::number).reversed())
                .toList();
    }

    int number(String key) {
        return numbers.computeIfAbsent(key, _ -> {
            underKey.add(new ArrayList<>(2));
            return numbers.size();
        });
    }
}
