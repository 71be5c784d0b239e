package fr.allomairies.routing.rules;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Is;
import fr.allomairies.routing.engine.Requirement.Not;
import fr.allomairies.routing.engine.Requirement.Own;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two requirements put to every agent who could be thought of: each combination of levels of the skills that they
/// name, of being one of the agents that they name, and of suiting what the contact brings.
///
/// @param imagined for each thing that can differ between agents, the ways in which it can; a way says which parts
///     of
///     the requirements are true
record EveryAgent(Requirement one, Requirement other, List<List<Map<Requirement, Boolean>>> imagined) {

    private static final AgentId NOBODY_IN_PARTICULAR = new AgentId("0");
    private static final long MOST = 1 << 16;

    static EveryAgent of(Requirement one, Requirement other) {
        var atoms = new LinkedHashSet<Requirement>();
        collect(one, atoms);
        collect(other, atoms);
        var imagined = new ArrayList<List<Map<Requirement, Boolean>>>();
        skills(atoms).forEach(named -> imagined.add(levels(named)));
        imagined.add(identities(atoms));
        imagined.addAll(own(atoms));
        return new EveryAgent(one, other, imagined);
    }

    /// Whether whoever satisfies the first satisfies the other. Of requirements that name too much to try all, only
    /// the same are known to.
    boolean whoSatisfiesOneSatisfiesOther() {
        var combinations =
                imagined.stream().mapToLong(List::size).reduce(1, (some, more) -> Math.min(MOST + 1, some * more));
        return combinations > MOST ? one.equals(other) : holdsFrom(0, new HashMap<>());
    }

    private boolean holdsFrom(int index, Map<Requirement, Boolean> truth) {
        if (index == imagined.size()) {
            return !holds(one, truth) || holds(other, truth);
        }
        return imagined.get(index).stream().allMatch(way -> {
            truth.putAll(way);
            return holdsFrom(index + 1, truth);
        });
    }

    private static boolean holds(Requirement requirement, Map<Requirement, Boolean> truth) {
        return switch (requirement) {
            case All(var parts) -> parts.stream().allMatch(part -> holds(part, truth));
            case Either(var parts) -> parts.stream().anyMatch(part -> holds(part, truth));
            case Not(var part) -> !holds(part, truth);
            case Has _, Is _, Own _ -> truth.getOrDefault(requirement, false);
        };
    }

    private static void collect(Requirement requirement, Set<Requirement> atoms) {
        switch (requirement) {
            case All(var parts) -> parts.forEach(part -> collect(part, atoms));
            case Either(var parts) -> parts.forEach(part -> collect(part, atoms));
            case Not(var part) -> collect(part, atoms);
            case Has _, Is _, Own _ -> atoms.add(requirement);
        }
    }

    private static Stream<List<Has>> skills(Set<Requirement> atoms) {
        var bySkill = new TreeMap<Skill, List<Has>>();
        for (var atom : atoms) {
            if (atom instanceof Has has) {
                bySkill.computeIfAbsent(has.skill(), _ -> new ArrayList<>()).add(has);
            }
        }
        return bySkill.values().stream();
    }

    /// From not having the skill to the highest level; levels between which nothing differs count once.
    private static List<Map<Requirement, Boolean>> levels(List<Has> named) {
        return IntStream.rangeClosed(SkillNeed.LOWEST - 1, SkillNeed.HIGHEST)
                .mapToObj(level -> truth(named, level))
                .distinct()
                .toList();
    }

    private static Map<Requirement, Boolean> truth(List<Has> named, int level) {
        var truth = new LinkedHashMap<Requirement, Boolean>();
        for (var has : named) {
            Map<Skill, Integer> levels = level < SkillNeed.LOWEST ? Map.of() : Map.of(has.skill(), level);
            truth.put(has, has.suits(NOBODY_IN_PARTICULAR, levels));
        }
        return truth;
    }

    private static List<Map<Requirement, Boolean>> identities(Set<Requirement> atoms) {
        var named = atoms.stream().filter(Is.class::isInstance).toList();
        return Stream.concat(Stream.of(Requirement.NOBODY), named.stream())
                .map(identity -> {
                    Map<Requirement, Boolean> truth = new HashMap<>();
                    named.forEach(is -> truth.put(is, is.equals(identity)));
                    return truth;
                })
                .toList();
    }

    private static List<List<Map<Requirement, Boolean>>> own(Set<Requirement> atoms) {
        var ways = new ArrayList<List<Map<Requirement, Boolean>>>();
        if (atoms.contains(Own.NEEDS) || atoms.contains(Own.NEEDS_AT_ANY_LEVEL)) {
            ways.add(List.of(needs(false, false), needs(false, true), needs(true, true)));
        }
        for (var word : List.of(Own.LANGUAGE, Own.COMMUNE, Own.LAST_AGENT)) {
            if (atoms.contains(word)) {
                ways.add(List.of(Map.of(word, false), Map.of(word, true)));
            }
        }
        return ways;
    }

    private static Map<Requirement, Boolean> needs(boolean atLevel, boolean atAnyLevel) {
        return Map.of(Own.NEEDS, atLevel, Own.NEEDS_AT_ANY_LEVEL, atAnyLevel);
    }
}
