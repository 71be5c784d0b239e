package fr.allomairies.routing.engine;

import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the rules say of one contact.
///
/// @param lastStep the end of the maximum wait, after those steps of the line that come before it
record Plan(
        Request request,
        Line line,
        PriorityClass priorityClass,
        ChannelRule channel,
        int cost,
        int lastStep,
        Pace pace) {

    static Plan of(Request request, Rules rules) {
        return of(request, List.of(), rules);
    }

    static Plan of(Request request, List<Share> shares, Rules rules) {
        var line = line(request, rules);
        for (var share : shares) {
            line = line.sharedWith(rules.line(share.line()), share, Duration.between(request.askedAt(), share.at()));
        }
        var priorityClass = rules.classOf(line);
        var channel = rules.of(request.channel());
        return new Plan(
                request,
                line,
                priorityClass,
                channel,
                channel.cost() == null ? request.cost() : channel.cost(),
                lastStep(line, priorityClass.maximumWait()),
                Pace.of(request, priorityClass));
    }

    private static Line line(Request request, Rules rules) {
        var first = request.askedFirst();
        return first == null ? rules.lineOf(request) : rules.lineOf(request).behind(first, Transfer.Passed.PATIENCE);
    }

    private static int lastStep(Line line, Duration maximumWait) {
        var last = 0;
        while (last < line.steps().size() && line.steps().get(last).after().compareTo(maximumWait) < 0) {
            last++;
        }
        return last;
    }

    /// With what the contact brings filled in, without those that it brings nothing for.
    List<Requirement> preferences() {
        var preferences = new ArrayList<Requirement>(line.preferences().size());
        for (var preference : line.preferences()) {
            var resolved = preference.resolvedFor(request);
            if (!resolved.equals(Requirement.ANY)) {
                preferences.add(resolved);
            }
        }
        return preferences;
    }

    /// When the step begins, since the contact asks for what it asks for.
    Duration after(int step) {
        return step == lastStep
                ? priorityClass.maximumWait()
                : line.steps().get(step).after();
    }

    /// What an agent must satisfy at the step, with what the contact brings filled in.
    Requirement requirement(int step) {
        return step == lastStep
                ? Requirement.ANY
                : line.steps().get(step).requirement().resolvedFor(request);
    }
}
