package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who and which skills a question may speak of, by the names that a supervisor types: codes and shown names alike,
/// whatever their case and accents.
final class People {

    private final Map<String, Set<AgentId>> agents = new HashMap<>();
    private final Map<String, Skill> skills = new HashMap<>();
    private final Function<AgentId, List<SkillNeed>> skillsOf;

    /// @param agents with the name of each
    /// @param skills with the name of each
    /// @param skillsOf what an agent has today
    People(Map<AgentId, String> agents, Map<Skill, String> skills, Function<AgentId, List<SkillNeed>> skillsOf) {
        agents.forEach((agent, name) ->
                this.agents.computeIfAbsent(plain(name), _ -> new HashSet<>()).add(agent));
        agents.keySet().forEach(agent -> this.agents.put(plain(agent.value()), Set.of(agent)));
        skills.forEach((skill, name) -> this.skills.put(plain(name), skill));
        skills.keySet().forEach(skill -> this.skills.put(plain(skill.value()), skill));
        this.skillsOf = skillsOf;
    }

    /// Empty too when two of them have that name: their logins are asked for.
    Optional<AgentId> agent(String typed) {
        var known = agents.getOrDefault(plain(typed), Set.of());
        return known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }

    Optional<Skill> skill(String typed) {
        return Optional.ofNullable(skills.get(plain(typed)));
    }

    List<SkillNeed> skillsOf(AgentId agent) {
        return skillsOf.apply(agent);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.strip(), Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
