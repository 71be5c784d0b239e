package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.engine.Rules;
import java.util.List;
import java.util.TreeMap;

/// Under which rules a day is played, and what else is different from the day as it was.
public record Scenario(Rules rules, Change change) {

    /// What the agent has of skills here who had those.
    List<SkillNeed> changed(AgentId agent, List<SkillNeed> known) {
        var levels = new TreeMap<Skill, Integer>();
        known.forEach(own -> levels.merge(own.skill(), own.level(), Math::max));
        change.skills().stream()
                .filter(skill -> skill.agent().equals(agent))
                .forEach(skill -> levels.put(skill.skill(), skill.level()));
        return levels.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new SkillNeed(entry.getKey(), entry.getValue()))
                .toList();
    }
}
