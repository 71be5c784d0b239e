package fr.allomairies.routing.rules;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.World;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.rules.Places.LinePlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Steps that no agent of the house can ever satisfy, whatever the contact, and categories that nobody can take
/// before the end of their maximum wait. Where nobody has a skill yet, nothing can be said.
final class MatchCheck {

    private static final int LISTED = 3;

    private final Rules rules;
    private final Places places;
    private final Reach reach;
    private final Map<AgentId, Map<Skill, Integer>> agents;
    private final boolean isAnybodySkilled;
    private final Map<Requirement, Boolean> matched = new HashMap<>();

    MatchCheck(Rules rules, Places places, Reach reach, World world) {
        this.rules = rules;
        this.places = places;
        this.reach = reach;
        this.agents = world.agents().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        agent -> agent.getValue().stream()
                                .collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Math::max))));
        this.isAnybodySkilled = agents.values().stream().anyMatch(skills -> !skills.isEmpty());
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var index = 0; index < rules.lines().size(); index++) {
            var samples = reach.samples().get(index);
            if (isAnybodySkilled && !samples.isEmpty()) {
                check(index, samples, findings);
            }
        }
        return findings;
    }

    private void check(int index, List<Sample> samples, List<Finding> findings) {
        var line = rules.lines().get(index);
        var place = places.lines().get(index);
        var last = lastMatched(line, samples);
        for (var step = 0; step < line.steps().size(); step++) {
            var requirement = line.steps().get(step).requirement();
            if (step < last && !canBeMatched(requirement, samples)) {
                findings.add(Finding.warning(place.steps().get(step), "no-agent-yet", requirement.text()));
            }
        }
        if (last + 1 < line.steps().size()) {
            var requirement = line.steps().get(last + 1).requirement();
            findings.add(Finding.refusal(place.steps().get(last + 1), 1, "no-agent", requirement.text()));
        } else {
            checkCategories(line, place.head(), samples, findings);
        }
        checkOtherLines(line, place, samples, findings);
    }

    private void checkOtherLines(Line line, LinePlace place, List<Sample> samples, List<Finding> findings) {
        for (var way = 0; way < line.overflows().size(); way++) {
            var overflow = line.overflows().get(way);
            if (overflow.toLine()
                    && Objects.requireNonNull(rules.line(overflow.to())).steps().stream()
                            .noneMatch(step -> canBeMatched(step.requirement(), samples))) {
                findings.add(
                        Finding.refusal(place.waysOut().get(way), 1, "no-agent-of-line", overflow.to(), line.name()));
            }
        }
    }

    /// -1 for none.
    private int lastMatched(Line line, List<Sample> samples) {
        for (var step = line.steps().size() - 1; step >= 0; step--) {
            if (canBeMatched(line.steps().get(step).requirement(), samples)) {
                return step;
            }
        }
        return -1;
    }

    private void checkCategories(Line line, int number, List<Sample> samples, List<Finding> findings) {
        var matchable = new TreeSet<CategoryCode>();
        var all = new TreeSet<CategoryCode>();
        for (var sample : samples) {
            all.addAll(sample.categories());
            if (!matchable.contains(sample.categories().getFirst())
                    && line.steps().stream().anyMatch(step -> canBeMatched(step.requirement(), sample))) {
                matchable.addAll(sample.categories());
            }
        }
        all.removeAll(matchable);
        if (!all.isEmpty()) {
            findings.add(Finding.warning(
                    number, "categories-without-agent", line.name(), all.size(), RulesCheck.listed(all, LISTED)));
        }
    }

    private boolean canBeMatched(Requirement requirement, List<Sample> samples) {
        return samples.stream().anyMatch(sample -> canBeMatched(requirement, sample));
    }

    /// By somebody, who may well be the one who knows the matter.
    private boolean canBeMatched(Requirement requirement, Sample sample) {
        return isAnybody(requirement, sample) || isAnybody(withLastAgent(requirement), sample);
    }

    private boolean isAnybody(Requirement requirement, Sample sample) {
        return matched.computeIfAbsent(requirement.resolvedFor(sample.request()), this::isAnybody);
    }

    /// As the agent who knows the matter sees it.
    private static Requirement withLastAgent(Requirement requirement) {
        return switch (requirement) {
            case Requirement.All(var parts) ->
                new Requirement.All(
                        parts.stream().map(MatchCheck::withLastAgent).toList());
            case Requirement.Either(var parts) ->
                new Requirement.Either(
                        parts.stream().map(MatchCheck::withLastAgent).toList());
            case Requirement.Not(var part) -> new Requirement.Not(withLastAgent(part));
            case Requirement.Own own -> own == Requirement.Own.LAST_AGENT ? Requirement.ANY : own;
            case Requirement.Has _, Requirement.Is _ -> requirement;
        };
    }

    private boolean isAnybody(Requirement resolved) {
        return agents.entrySet().stream().anyMatch(agent -> resolved.suits(agent.getKey(), agent.getValue()));
    }
}
