package fr.allomairies.routing.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// One [Plan] for all contacts that follow the same line of the rules on the same channel. Who was passed on to a
/// colleague or has overflowed to another line has one of his own.
final class Plans {

    private final Rules rules;
    private final Map<Line, List<Plan>> byLine = new IdentityHashMap<>();

    Plans(Rules rules) {
        this.rules = rules;
    }

    Plan of(Request request, List<Share> shares) {
        if (request.askedFirst() != null || !shares.isEmpty()) {
            return Plan.of(request, shares, rules);
        }
        var line = rules.lineOf(request);
        var known = byLine.computeIfAbsent(line, _ -> new ArrayList<>());
        for (var plan : known) {
            if (plan.kind().equals(request.channel())
                    && (plan.channel().cost() != null || plan.cost() == request.cost())) {
                return plan;
            }
        }
        var plan = Plan.of(line, request, rules);
        known.add(plan);
        return plan;
    }
}
