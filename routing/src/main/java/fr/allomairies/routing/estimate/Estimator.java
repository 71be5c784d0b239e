package fr.allomairies.routing.estimate;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Standing;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How long everybody in the line will wait, as it stands. Who comes later and passes by is not foreseen, nor who
/// goes to lunch: that is what the error figure is for.
public final class Estimator {

    private final Experience experience;
    private final Rules rules;
    private final List<AgentStatus> working;
    private final List<Map<Skill, Integer>> levels;
    private final Map<Kind, Group> groups = new LinkedHashMap<>();

    public Estimator(Experience experience, Rules rules, Collection<AgentStatus> agents) {
        this.experience = experience;
        this.rules = rules;
        this.working = agents.stream()
                .filter(agent -> agent.presence() == Presence.AVAILABLE)
                .toList();
        this.levels = working.stream().map(Estimator::levels).toList();
    }

    /// Contacts of the same kind, which the same agents can take.
    private static final class Group {

        private final BitSet able = new BitSet();
        private final ChannelRule rule;

        /// How long one contact keeps the whole of an agent, in seconds; 0 when it is not known yet.
        private final double work;

        /// How many of them come before the contact that is being looked at.
        private int before;

        /// [#turns] of the others, as far as they were asked for.
        private final Map<Group, Double> known = new IdentityHashMap<>();

        private final double leaving;
        private final double ring;

        private Group(ChannelRule rule, Usual usual, int atOnce) {
            this.rule = rule;
            this.work = usual.work() / atOnce;
            this.leaving = usual.leaving();
            this.ring = usual.ring();
        }

        /// What a contact of the other takes away from this one's agents, in contacts like this one: the part of the
        /// other's agents who are also this one's, and the more the longer its work is.
        private double turns(Group other) {
            return known.computeIfAbsent(other, this::turnsOf);
        }

        private double turnsOf(Group other) {
            var both = (BitSet) able.clone();
            both.and(other.able);
            var isInterrupted = rule.interrupts() && other.rule.interruptible();
            return both.isEmpty() || isInterrupted
                    ? 0
                    : (double) both.cardinality() / other.able.cardinality() * other.work / work;
        }
    }

    /// Without those of whom nothing can be said: nobody works who could take them, or their channel is new.
    ///
    /// @param line in order
    public Map<ContactId, WaitEstimate> estimates(List<Standing> line) {
        var estimates = new LinkedHashMap<ContactId, WaitEstimate>();
        for (var contact : line) {
            var group = group(Kind.of(contact));
            estimate(group)
                    .ifPresent(estimate -> estimates.put(contact.request().contact(), estimate));
            group.before++;
        }
        groups.values().forEach(group -> group.before = 0);
        return estimates;
    }

    /// Of one alone; empty where nothing can be said.
    public Optional<WaitEstimate> estimate(Standing contact, Ahead ahead) {
        ahead.counts().forEach((kind, count) -> group(kind).before = count);
        var estimate = estimate(group(Kind.of(contact)));
        groups.values().forEach(group -> group.before = 0);
        return estimate;
    }

    private Optional<WaitEstimate> estimate(Group group) {
        if (group.work == 0 || group.able.isEmpty()) {
            return Optional.empty();
        }
        var turns = 1.0;
        for (var other : groups.values()) {
            turns += other.before == 0 ? 0 : other.before * group.turns(other);
        }
        return Optional.of(WaitEstimate.of(
                (int) Math.round(turns), group.able.cardinality() / group.work, group.leaving, group.ring));
    }

    private Group group(Kind kind) {
        return groups.computeIfAbsent(kind, this::newGroup);
    }

    private Group newGroup(Kind kind) {
        var rule = rules.of(kind.channel());
        var atOnce = Math.clamp(Rules.CAPACITY / kind.cost(), 1, rule.limit());
        var group = new Group(rule, experience.usual(kind.channel()), atOnce);
        for (var i = 0; i < working.size(); i++) {
            group.able.set(i, kind.asks().suits(working.get(i).id(), levels.get(i)));
        }
        return group;
    }

    private static Map<Skill, Integer> levels(AgentStatus agent) {
        return agent.skills().stream().collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Math::max));
    }
}
