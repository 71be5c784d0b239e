package fr.allomairies.routing.rules;

import fr.allomairies.routing.Finding;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Overflow to another line that comes too late or brings nobody. Lines that overflow to each other are no loop: a
/// contact follows the ways of its own line alone.
record SharingCheck(Rules rules, Places places) {

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var index = 0; index < rules.lines().size(); index++) {
            var line = rules.lines().get(index);
            for (var way = 0; way < line.overflows().size(); way++) {
                if (line.overflows().get(way).toLine()) {
                    var number = places.lines().get(index).waysOut().get(way);
                    finding(number, line, line.overflows().get(way)).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private Optional<Finding> finding(int number, Line line, Overflow way) {
        var maximumWait = rules.classOf(line).maximumWait();
        if (way.to().equals(line.name())) {
            return Optional.of(Finding.refusal(number, 1, "overflow-to-itself", line.name()));
        }
        if (way.after().compareTo(maximumWait) >= 0) {
            return Optional.of(Finding.refusal(
                    number,
                    1,
                    "overflow-after-max-wait",
                    way.to(),
                    Units.text(way.after()),
                    line.priorityClass(),
                    Units.text(maximumWait)));
        }
        var alternatives = alternatives(line);
        if (alternatives > StepCheck.MOST_ALTERNATIVES) {
            return Optional.of(Finding.refusal(
                    number, 1, "overflow-too-many-alternatives", way.to(), alternatives, StepCheck.MOST_ALTERNATIVES));
        }
        return other(way).steps().stream().anyMatch(step -> helps(step, way, line, maximumWait))
                ? Optional.empty()
                : Optional.of(Finding.refusal(number, 1, "overflow-brings-nobody", way.to(), line.name()));
    }

    private Line other(Overflow way) {
        return Objects.requireNonNull(rules.line(way.to()));
    }

    /// Of what the line asks for once it has overflowed wherever it can.
    private int alternatives(Line line) {
        return most(line)
                + line.overflows().stream()
                        .filter(Overflow::toLine)
                        .map(this::other)
                        .distinct()
                        .mapToInt(SharingCheck::most)
                        .sum();
    }

    private static int most(Line line) {
        return line.steps().stream()
                .mapToInt(step -> StepCheck.alternatives(step.requirement()))
                .max()
                .orElse(0);
    }

    /// Whether somebody satisfies the step of the other line who could not take the contact at that time already.
    private static boolean helps(RelaxStep step, Overflow way, Line line, Duration maximumWait) {
        var time = way.after().plus(step.after());
        return time.compareTo(maximumWait) < 0
                && !EveryAgent.of(step.requirement(), own(line, time)).whoSatisfiesOneSatisfiesOther();
    }

    private static Requirement own(Line line, Duration time) {
        return line.steps().stream()
                .filter(step -> step.after().compareTo(time) <= 0)
                .reduce((_, later) -> later)
                .orElseThrow()
                .requirement();
    }
}
