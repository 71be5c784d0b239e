package fr.allomairies.routing.engine;

import fr.allomairies.contact.SkillNeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The skills that a contact needs, one object for all contacts that need the same: each knows those that need one
/// more. They are as many as different skills have been asked for together, and stay.
final class Needs {

    final List<SkillNeed> all;

    private final Shelves shelves;

    /// The numbers of the skills, as [Shelves] counts them.
    private final int[] keys;

    private final Map<SkillNeed, Needs> longer = new HashMap<>(2);

    private Needs(List<SkillNeed> all, Shelves shelves) {
        this.all = List.copyOf(all);
        this.shelves = shelves;
        this.keys = all.stream()
                .mapToInt(need -> shelves.number(need.skill().value()))
                .toArray();
    }

    static Needs none(Shelves shelves) {
        return new Needs(List.of(), shelves);
    }

    /// @param needs in the order of the skills' codes
    Needs and(List<SkillNeed> needs) {
        var known = this;
        for (var need : needs) {
            known = known.and(need);
        }
        return known;
    }

    private Needs and(SkillNeed need) {
        return longer.computeIfAbsent(need, this::extended);
    }

    private Needs extended(SkillNeed need) {
        var next = new ArrayList<>(all);
        next.add(need);
        return new Needs(next, shelves);
    }

    int size() {
        return keys.length;
    }

    int key(int i) {
        return keys[i];
    }

    SkillNeed need(int i) {
        return all.get(i);
    }
}
