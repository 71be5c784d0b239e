package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One way to satisfy a [Requirement], as far as it can be looked up: skills at a least level, or one agent.
///
/// @param keys of the needs and of the agent, in order: the path to the shelf of those who ask for just this
record Clause(List<SkillNeed> needs, @Nullable AgentId agent, List<String> keys) {

    static final Clause EVERYBODY = new Clause(List.of(), null, List.of());

    static Clause of(SkillNeed need) {
        return new Clause(List.of(need), null, List.of(need.skill().value()));
    }

    static Clause of(AgentId agent) {
        return new Clause(List.of(), agent, List.of(key(agent)));
    }

    static List<Clause> both(List<Clause> some, List<Clause> others) {
        return some.stream().flatMap(one -> others.stream().map(one::and)).toList();
    }

    /// The keys of all that somebody has and is, in order.
    static List<String> keysOf(AgentId agent, List<SkillNeed> skills) {
        return Stream.concat(skills.stream().map(own -> own.skill().value()), Stream.of(key(agent)))
                .sorted()
                .toList();
    }

    private Clause and(Clause other) {
        return new Clause(
                Stream.concat(needs.stream(), other.needs.stream()).distinct().toList(),
                agent == null ? other.agent : agent,
                Stream.concat(keys.stream(), other.keys.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// No skill has a code with a slash.
    private static String key(AgentId agent) {
        return "agent/" + agent;
    }
}
