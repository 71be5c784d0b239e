package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.SkillNeed;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a contact asks of an agent. Contacts of equal demand wait in one queue, since whoever can take one of them can
/// take any.
///
/// @param cost share of the capacity, 1 to [Rules#CAPACITY]
/// @param needs in the order of the skills' codes, each skill once, at the highest level asked for
public record Demand(ChannelKind channel, int cost, List<SkillNeed> needs) {

    public Demand {
        if (cost < 1 || cost > Rules.CAPACITY) {
            throw new IllegalArgumentException("a contact costs 1 to " + Rules.CAPACITY + ", was: " + cost);
        }
        needs = needs.stream()
                .collect(Collectors.toMap(SkillNeed::skill, Function.identity(), Demand::higher, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private static SkillNeed higher(SkillNeed one, SkillNeed other) {
        return one.level() > other.level() ? one : other;
    }
}
