package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.List;

/// What the rules say of contacts that follow the same line on the same channel.
///
/// @param lastStep the end of the maximum wait, after those steps of the line that come before it
record Plan(Line line, PriorityClass priorityClass, ChannelKind kind, ChannelRule channel, int cost, int lastStep) {

    static Plan of(Request request, List<Share> shares, Rules rules) {
        var first = request.askedFirst();
        var line = rules.lineOf(request);
        if (first != null) {
            line = line.behind(first, Transfer.Passed.PATIENCE);
        }
        for (var share : shares) {
            line = line.sharedWith(rules.line(share.line()), share, Duration.between(request.askedAt(), share.at()));
        }
        return of(line, request, rules);
    }

    static Plan of(Line line, Request request, Rules rules) {
        var priorityClass = rules.classOf(line);
        var channel = rules.of(request.channel());
        return new Plan(
                line,
                priorityClass,
                request.channel(),
                channel,
                channel.cost() == null ? request.cost() : channel.cost(),
                lastStep(line, priorityClass.maximumWait()));
    }

    private static int lastStep(Line line, Duration maximumWait) {
        var last = 0;
        while (last < line.steps().size() && line.steps().get(last).after().compareTo(maximumWait) < 0) {
            last++;
        }
        return last;
    }

    /// When the step begins, since the contact asks for what it asks for.
    Duration after(int step) {
        return step == lastStep
                ? priorityClass.maximumWait()
                : line.steps().get(step).after();
    }

    /// What an agent must satisfy at the step, in the words of the rules.
    Requirement asked(int step) {
        return step == lastStep ? Requirement.ANY : line.steps().get(step).requirement();
    }

    /// The same with what the contact brings filled in.
    Requirement requirement(int step, Request request) {
        return asked(step).resolvedFor(request);
    }
}
