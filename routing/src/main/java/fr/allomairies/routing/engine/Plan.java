package fr.allomairies.routing.engine;

import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the rules say of one contact.
///
/// @param steps those of the line with what the contact brings filled in, and the end of the maximum wait
record Plan(
        Line line,
        PriorityClass priorityClass,
        ChannelRule channel,
        int cost,
        List<RelaxStep> steps,
        List<Requirement> preferences,
        Pace pace) {

    static Plan of(Request request, Rules rules) {
        var line = rules.lineOf(request);
        var priorityClass = rules.classOf(line);
        var channel = rules.of(request.channel());
        return new Plan(
                line,
                priorityClass,
                channel,
                channel.cost() == null ? request.cost() : channel.cost(),
                steps(line, priorityClass.maximumWait(), request),
                preferences(line, request),
                Pace.of(request, priorityClass));
    }

    private static List<RelaxStep> steps(Line line, Duration maximumWait, Request request) {
        var steps = new ArrayList<RelaxStep>();
        for (var step : line.steps()) {
            if (step.after().compareTo(maximumWait) < 0) {
                steps.add(new RelaxStep(step.after(), step.requirement().resolvedFor(request)));
            }
        }
        steps.add(new RelaxStep(maximumWait, Requirement.ANY));
        return List.copyOf(steps);
    }

    private static List<Requirement> preferences(Line line, Request request) {
        var preferences = new ArrayList<Requirement>();
        for (var preference : line.preferences()) {
            var resolved = preference.resolvedFor(request);
            if (!resolved.equals(Requirement.ANY)) {
                preferences.add(resolved);
            }
        }
        return List.copyOf(preferences);
    }

    int lastStep() {
        return steps.size() - 1;
    }

    /// What may ever be asked for at the least.
    Requirement requirement(int step) {
        return steps.get(step).requirement();
    }
}
