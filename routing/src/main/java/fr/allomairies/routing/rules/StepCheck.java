package fr.allomairies.routing.rules;

import fr.allomairies.routing.Finding;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.rules.Places.LinePlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Steps that come too late, or that help nobody.
record StepCheck(Rules rules, Places places) {

    /// Ways to satisfy a requirement: each is looked up for each contact.
    static final int MOST_ALTERNATIVES = 16;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var index = 0; index < rules.lines().size(); index++) {
            check(rules.lines().get(index), places.lines().get(index), findings);
        }
        return findings;
    }

    private void check(Line line, LinePlace place, List<Finding> findings) {
        var maximumWait = rules.classOf(line).maximumWait();
        for (var step = 0; step < line.steps().size(); step++) {
            var number = place.steps().get(step);
            size(number, line.steps().get(step).requirement()).ifPresent(findings::add);
            if (step > 0) {
                order(number, line, step, maximumWait).ifPresent(findings::add);
            }
        }
        for (var preference = 0; preference < line.preferences().size(); preference++) {
            size(place.preferences().get(preference), line.preferences().get(preference))
                    .ifPresent(findings::add);
        }
    }

    private static Optional<Finding> size(int number, Requirement requirement) {
        var alternatives = alternatives(requirement);
        return alternatives > MOST_ALTERNATIVES
                ? Optional.of(Finding.refusal(number, 1, "too-many-alternatives", alternatives, MOST_ALTERNATIVES))
                : Optional.empty();
    }

    /// As many as [Requirement#clauses()] has, without making them.
    static int alternatives(Requirement requirement) {
        return switch (requirement) {
            case All(var parts) ->
                parts.stream().mapToInt(StepCheck::alternatives).reduce(1, StepCheck::times);
            case Either(var parts) ->
                parts.stream().mapToInt(StepCheck::alternatives).sum();
            case Requirement.Has _, Requirement.Is _, Requirement.Not _, Requirement.Own _ -> 1;
        };
    }

    private static int times(int one, int other) {
        return (int) Math.min(1_000_000, (long) one * other);
    }

    private static Optional<Finding> order(int number, Line line, int step, Duration maximumWait) {
        var current = line.steps().get(step);
        var before = line.steps().get(step - 1);
        if (current.after().compareTo(before.after()) <= 0) {
            return Optional.of(Finding.refusal(
                    number, 1, "step-not-later", Units.text(current.after()), Units.text(before.after())));
        }
        if (current.after().compareTo(maximumWait) >= 0) {
            return Optional.of(Finding.refusal(
                    number,
                    1,
                    "step-after-max-wait",
                    Units.text(current.after()),
                    line.priorityClass(),
                    Units.text(maximumWait)));
        }
        return relaxes(number, before.requirement(), current.requirement());
    }

    private static Optional<Finding> relaxes(int number, Requirement before, Requirement current) {
        var widens = !EveryAgent.of(current, before).whoSatisfiesOneSatisfiesOther();
        var keeps = EveryAgent.of(before, current).whoSatisfiesOneSatisfiesOther();
        if (!widens) {
            return Optional.of(Finding.refusal(
                    number, 1, keeps ? "step-asks-the-same" : "step-asks-more", current.text(), before.text()));
        }
        return keeps
                ? Optional.empty()
                : Optional.of(Finding.warning(number, "step-excludes", current.text(), before.text()));
    }
}
