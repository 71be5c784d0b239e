package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Rules;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// What is different from the day as it was.
public record Scenario(Rules rules, List<SkillChange> skills, List<RosterChange> roster) {

    public Scenario {
        skills = List.copyOf(skills);
        roster = List.copyOf(roster);
    }

    /// All day long, whatever the agent learnt or forgot meanwhile.
    ///
    /// @param level 0: the agent has not the skill
    public record SkillChange(AgentId agent, Skill skill, int level) {

        public SkillChange {
            if (level < 0 || level > SkillNeed.HIGHEST) {
                throw new IllegalArgumentException("a level is 0 to " + SkillNeed.HIGHEST + ", was: " + level);
            }
        }
    }

    public sealed interface RosterChange {
        AgentId agent();

        Instant from();

        Instant to();
    }

    /// Somebody who was not there on that day works from then to then.
    public record Joins(AgentId agent, List<SkillNeed> skills, Instant from, Instant to) implements RosterChange {

        public Joins {
            skills = List.copyOf(skills);
        }
    }

    /// Somebody who was there is away from then to then.
    public record Misses(AgentId agent, Instant from, Instant to) implements RosterChange {}

    List<SkillNeed> changed(AgentId agent, List<SkillNeed> known) {
        var levels = new TreeMap<Skill, Integer>();
        known.forEach(own -> levels.merge(own.skill(), own.level(), Math::max));
        for (var change : skills) {
            if (change.agent().equals(agent)) {
                levels.put(change.skill(), change.level());
            }
        }
        return levels.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new SkillNeed(entry.getKey(), entry.getValue()))
                .toList();
    }
}
