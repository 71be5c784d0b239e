package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who is signed in, and for each thing that contacts ask for how many of them satisfy it. The count changes with
/// who
/// comes and goes, and is never made anew.
final class Crew {

    private static final Comparator<Agent> BY_ID = Comparator.comparing(agent -> agent.id);
    private static final TreeSet<Agent> NOBODY = new TreeSet<>(BY_ID);

    /// Groups are counted anew when they come back, so that some are kept although nobody asks for them.
    private static final int MOST_UNUSED = 4096;

    private final Shelf shelves;
    private final TreeSet<Agent> all = new TreeSet<>(BY_ID);
    private final Map<SkillNeed, TreeSet<Agent>> byLeastLevel = new HashMap<>();
    private final Map<AgentId, TreeSet<Agent>> byId = new HashMap<>();
    private final Map<Requirement, Group> groups = new HashMap<>();
    private final Set<Group> unused = new LinkedHashSet<>();
    private final Set<Group> deserted = new HashSet<>();
    private boolean moved;

    Crew(Shelf shelves) {
        this.shelves = shelves;
    }

    int size() {
        return all.size();
    }

    List<Agent> all() {
        return List.copyOf(all);
    }

    void enter(Agent agent) {
        if (agent.isSignedIn() && all.add(agent)) {
            needsMetBy(agent)
                    .forEach(need -> byLeastLevel
                            .computeIfAbsent(need, _ -> new TreeSet<>(BY_ID))
                            .add(agent));
            byId.computeIfAbsent(agent.id, _ -> new TreeSet<>(BY_ID)).add(agent);
            count(agent, 1);
        }
    }

    void leave(Agent agent) {
        if (all.remove(agent)) {
            needsMetBy(agent).forEach(need -> at(need).remove(agent));
            byId.remove(agent.id);
            count(agent, -1);
        }
    }

    /// Whether somebody came, left or learnt something since this was last asked.
    boolean takeMoved() {
        var was = moved;
        moved = false;
        return was;
    }

    Group group(Requirement requirement) {
        var known = groups.get(requirement);
        return known == null ? newGroup(requirement) : known;
    }

    private Group newGroup(Requirement requirement) {
        var group = new Group(requirement);
        group.signedIn = (int) suited(group).count();
        groups.put(requirement, group);
        group.clauses.forEach(clause -> shelves.at(clause.keys()).groups().add(group));
        return group;
    }

    void join(Contact contact) {
        var group = contact.demand().group();
        group.add(contact);
        unused.remove(group);
        note(group);
    }

    void part(Contact contact) {
        var group = contact.demand().group();
        group.remove(contact);
        if (group.isEmpty()) {
            deserted.remove(group);
            unused.add(group);
        }
    }

    /// To be called between commands, when no contact is on its way from one place to the next.
    void forgetUnused() {
        while (unused.size() > MOST_UNUSED) {
            var group = unused.iterator().next();
            unused.remove(group);
            groups.remove(group.requirement);
            group.clauses.forEach(clause -> shelves.at(clause.keys()).groups().remove(group));
        }
    }

    boolean isAnybody(Requirement requirement) {
        var known = groups.get(requirement);
        return known == null ? suited(new Group(requirement)).findAny().isPresent() : known.signedIn > 0;
    }

    /// Contacts that ask for what nobody signed in has, in the order of arrival.
    List<Contact> orphans() {
        return deserted.stream()
                .flatMap(group -> group.contacts().stream())
                .sorted(Floor.ARRIVAL)
                .toList();
    }

    Stream<Agent> suited(Group group) {
        return suited(group, Integer.MAX_VALUE);
    }

    /// Those signed in who satisfy it, in the order of their ids within each of its clauses.
    ///
    /// @param most how many agents are looked at for each clause
    Stream<Agent> suited(Group group, int most) {
        var candidates = group.clauses.size() == 1
                ? candidates(group.clauses.getFirst()).stream().limit(most)
                : group.clauses.stream()
                        .flatMap(clause -> candidates(clause).stream().limit(most))
                        .distinct();
        return candidates.filter(group::suits);
    }

    /// Whether nobody signed in could take the contact at any of its steps, unless it is at the maximum wait
    /// already.
    boolean lacks(Contact contact) {
        return contact.demand().group().signedIn == 0
                && contact.plan.steps().stream()
                        .limit(contact.plan.lastStep())
                        .noneMatch(step -> isAnybody(step.requirement()));
    }

    private TreeSet<Agent> candidates(Clause clause) {
        var fewest = clause.agent() == null ? all : byId.getOrDefault(clause.agent(), NOBODY);
        for (var need : clause.needs()) {
            var some = at(need);
            if (some.size() < fewest.size()) {
                fewest = some;
            }
        }
        return fewest;
    }

    private static Stream<SkillNeed> needsMetBy(Agent agent) {
        return agent.levels().entrySet().stream()
                .flatMap(own -> IntStream.rangeClosed(SkillNeed.LOWEST, own.getValue())
                        .mapToObj(level -> new SkillNeed(own.getKey(), level)));
    }

    private TreeSet<Agent> at(SkillNeed need) {
        return byLeastLevel.getOrDefault(need, NOBODY);
    }

    private void count(Agent agent, int sign) {
        moved = true;
        var suited = new HashSet<Group>();
        shelves.walk(
                agent.keys(),
                shelf -> shelf.groups().stream()
                        .filter(group -> group.suits(agent))
                        .forEach(suited::add));
        for (var group : suited) {
            group.signedIn += sign;
            note(group);
        }
    }

    private void note(Group group) {
        if (group.signedIn == 0 && !group.isEmpty()) {
            deserted.add(group);
        } else {
            deserted.remove(group);
        }
    }
}
