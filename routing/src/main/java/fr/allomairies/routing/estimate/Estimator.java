package fr.allomairies.routing.estimate;

import fr.allomairies.contact.ChannelKind;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How long everybody in the line will wait, as it stands. Who comes later and passes by is not foreseen, nor who
/// goes to lunch: that is what the error figure is for.
public final class Estimator {

    private final Experience experience;
    private final Rules rules;
    private final List<AgentStatus> working;
    private final List<Map<Skill, Integer>> levels;
    private final Map<Kind, Group> groups = new HashMap<>();

    public Estimator(Experience experience, Rules rules, Collection<AgentStatus> agents) {
        this.experience = experience;
        this.rules = rules;
        this.working = agents.stream()
                .filter(agent -> agent.presence() == Presence.AVAILABLE)
                .toList();
        this.levels = working.stream().map(Estimator::levels).toList();
    }

    private record Kind(ChannelKind channel, int cost, String requirement) {}

    /// Contacts of the same kind, which the same agents can take.
    private static final class Group {

        private final BitSet able = new BitSet();
        private final ChannelRule rule;

        /// How long one contact keeps the whole of an agent, in seconds; 0 when it is not known yet.
        private final double work;

        /// How many of them come before the contact that is being looked at.
        private int before;

        private Group(ChannelRule rule, double work) {
            this.rule = rule;
            this.work = work;
        }

        /// What a contact of the other takes away from this one's agents, in contacts like this one: the part of the
        /// other's agents who are also this one's, and the more the longer its work is.
        private double turns(Group other) {
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
            var group = groups.computeIfAbsent(kind(contact), _ -> group(contact));
            if (group.work > 0 && !group.able.isEmpty()) {
                estimates.put(
                        contact.request().contact(),
                        estimate(group, contact.request().channel()));
            }
            group.before++;
        }
        groups.values().forEach(group -> group.before = 0);
        return estimates;
    }

    private WaitEstimate estimate(Group group, ChannelKind channel) {
        var turns = 1.0;
        for (var other : groups.values()) {
            turns += other.before == 0 ? 0 : other.before * group.turns(other);
        }
        var usual = experience.usual(channel);
        return WaitEstimate.of(
                (int) Math.round(turns), group.able.cardinality() / group.work, usual.leaving(), usual.ring());
    }

    private Kind kind(Standing contact) {
        return new Kind(contact.request().channel(), cost(contact), contact.requirement());
    }

    private Group group(Standing contact) {
        var channel = contact.request().channel();
        var rule = rules.of(channel);
        var atOnce = Math.clamp(Rules.CAPACITY / cost(contact), 1, rule.limit());
        var group = new Group(rule, experience.usual(channel).work() / atOnce);
        var requirement = contact.asks();
        for (var i = 0; i < working.size(); i++) {
            group.able.set(i, requirement.suits(working.get(i).id(), levels.get(i)));
        }
        return group;
    }

    private int cost(Standing contact) {
        return Objects.requireNonNullElse(
                rules.of(contact.request().channel()).cost(), contact.request().cost());
    }

    private static Map<Skill, Integer> levels(AgentStatus agent) {
        return agent.skills().stream().collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Math::max));
    }
}
