package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Is;
import fr.allomairies.routing.engine.Requirement.Not;
import fr.allomairies.routing.engine.Requirement.Own;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who is signed in, and for each thing that contacts ask for who of them satisfies it. Sets of agents are bits by
/// their numbers, so that what contacts ask for anew is found out by a few operations on words, however many agents
/// there are.
final class Crew {

    private static final BitSet NOBODY = new BitSet();

    /// Groups are made anew when they come back, so that some are kept although nobody asks for them.
    private static final int MOST_UNUSED = 4096;

    private final Shelves shelves;
    private final TreeMap<AgentId, Agent> all = new TreeMap<>();
    private final List<Agent> byNumber = new ArrayList<>();
    private final BitSet signedIn = new BitSet();
    private final Map<SkillNeed, BitSet> byLevel = new HashMap<>();
    private final Map<Requirement, Group> groups = new HashMap<>();
    private final Set<Group> unused = new LinkedHashSet<>();
    private final Set<Group> deserted = new HashSet<>();
    private final Needs noNeeds;

    /// Of the rules' own requirements.
    private final Map<Requirement, Meaning> meanings = new IdentityHashMap<>();

    private boolean moved;

    Crew(Shelves shelves, Rules rules) {
        this.shelves = shelves;
        this.noNeeds = Needs.none(shelves);
        for (var line : rules.lines()) {
            line.steps().forEach(step -> meanings.put(step.requirement(), new Meaning(step.requirement())));
            line.preferences().forEach(preference -> meanings.put(preference, new Meaning(preference)));
        }
    }

    int size() {
        return all.size();
    }

    /// In the order of their ids.
    List<Agent> all() {
        return List.copyOf(all.values());
    }

    void enter(Agent agent) {
        if (agent.isSignedIn() && all.put(agent.id, agent) == null) {
            number(agent);
            signedIn.set(agent.number);
            agent.skills()
                    .forEach(own ->
                            byLevel.computeIfAbsent(own, _ -> new BitSet()).set(agent.number));
            opened(agent).forEach(shelf -> enter(agent, shelf.groups()));
            moved = true;
        }
    }

    private Stream<Shelf> opened(Agent agent) {
        var keyring = agent.keyring();
        return IntStream.range(0, keyring.size()).mapToObj(i -> shelves.get(keyring.shelf(i)));
    }

    private void number(Agent agent) {
        if (agent.number < 0) {
            agent.number = byNumber.size();
            byNumber.add(agent);
        }
    }

    private void enter(Agent agent, Set<Group> asked) {
        for (var group : asked) {
            if (group.requirement.suits(agent.id, agent.levels())) {
                group.enter(agent);
                note(group);
            }
        }
    }

    void leave(Agent agent) {
        if (all.remove(agent.id) != null) {
            signedIn.clear(agent.number);
            agent.skills().forEach(own -> at(own.skill(), own.level()).clear(agent.number));
            opened(agent).forEach(shelf -> leave(agent, shelf.groups()));
            moved = true;
        }
    }

    private void leave(Agent agent, Set<Group> asked) {
        for (var group : asked) {
            group.leave(agent);
            note(group);
        }
    }

    /// Those who ask for what nobody has are to be looked at, although nobody moved.
    void lookAgain() {
        moved = true;
    }

    /// Whether somebody came, left or learnt something since this was last asked.
    boolean takeMoved() {
        var was = moved;
        moved = false;
        return was;
    }

    Needs needs(List<SkillNeed> all) {
        return noNeeds.and(all);
    }

    /// Those who ask for it, with what the contact brings filled in.
    Group group(Requirement requirement, Request request, Needs brought) {
        var meaning = meanings.get(requirement);
        return meaning == null ? group(requirement.resolvedFor(request)) : meaning.of(request, brought, this::group);
    }

    private Group group(Requirement requirement) {
        var known = groups.get(requirement);
        return known == null ? newGroup(requirement) : known;
    }

    /// To be given back by [#release].
    Group use(Group group) {
        if (group.users++ == 0) {
            unused.remove(group);
        }
        return group;
    }

    void release(Group group) {
        if (--group.users == 0) {
            unused.add(group);
        }
    }

    private Group newGroup(Requirement requirement) {
        var group = new Group(requirement, satisfying(requirement), shelves);
        groups.put(requirement, group);
        group.stands.forEach(stand -> stand.shelf().groups().add(group));
        return group;
    }

    void join(Group group, Contact contact) {
        group.add(contact);
        note(group);
    }

    void part(Group group, Contact contact) {
        group.remove(contact);
        if (group.isEmpty()) {
            deserted.remove(group);
        }
    }

    void forgetUnused() {
        while (unused.size() > MOST_UNUSED) {
            var group = unused.iterator().next();
            unused.remove(group);
            group.forgotten = true;
            groups.remove(group.requirement);
            group.stands.forEach(stand -> stand.shelf().groups().remove(group));
        }
    }

    boolean isAnybody(Requirement requirement) {
        var known = groups.get(requirement);
        return known == null ? !satisfying(requirement).isEmpty() : known.signedIn() > 0;
    }

    /// Contacts that ask for what nobody signed in has, in the order of arrival.
    List<Contact> orphans() {
        return deserted.stream()
                .flatMap(group -> group.contacts().stream())
                .sorted(Floor.ARRIVAL)
                .toList();
    }

    /// Some of those signed in who satisfy it, in the order of their ids.
    List<Agent> firstSuited(Group group, int most) {
        var known = group.firstSuited();
        if (known == null) {
            known = group.suited().stream()
                    .mapToObj(byNumber::get)
                    .sorted(Agent.BY_ID)
                    .limit(most)
                    .toList();
            group.keep(known);
        }
        return known;
    }

    /// Whether nobody signed in could take the contact at any of its steps, unless it is at the maximum wait
    /// already.
    boolean lacks(Contact contact) {
        return contact.demand().group.signedIn() == 0
                && IntStream.range(0, contact.plan.lastStep())
                        .noneMatch(step -> isAnybody(contact.plan.requirement(step, contact.request)));
    }

    /// A new set: those signed in whom [Requirement#suits] would find.
    private BitSet satisfying(Requirement requirement) {
        return switch (requirement) {
            case Has(var skill, var comparison, var level) -> having(skill, comparison, level);
            case All(var parts) -> {
                var some = (BitSet) signedIn.clone();
                parts.forEach(part -> some.and(satisfying(part)));
                yield some;
            }
            case Either(var parts) -> {
                var some = new BitSet();
                parts.forEach(part -> some.or(satisfying(part)));
                yield some;
            }
            case Not(var part) -> {
                var some = (BitSet) signedIn.clone();
                some.andNot(satisfying(part));
                yield some;
            }
            case Is(var wanted) -> {
                var some = new BitSet();
                if (all.get(wanted) instanceof Agent agent) {
                    some.set(agent.number);
                }
                yield some;
            }
            case Own own -> throw new IllegalStateException(own.word() + " was not filled in");
        };
    }

    private BitSet having(Skill skill, Comparison comparison, int level) {
        var some = new BitSet();
        for (var own = SkillNeed.LOWEST; own <= SkillNeed.HIGHEST; own++) {
            if (comparison.holds(own, level)) {
                some.or(at(skill, own));
            }
        }
        return some;
    }

    private BitSet at(Skill skill, int level) {
        return byLevel.getOrDefault(new SkillNeed(skill, level), NOBODY);
    }

    private void note(Group group) {
        if (group.signedIn() > 0) {
            if (!deserted.isEmpty()) {
                deserted.remove(group);
            }
        } else if (!group.isEmpty()) {
            deserted.add(group);
        }
    }
}
