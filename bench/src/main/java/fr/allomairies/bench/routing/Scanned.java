package fr.allomairies.bench.routing;

import fr.allomairies.contact.Skill;
import fr.allomairies.routing.engine.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The same choice by looking at everybody who waits, as one writes it first. It does less than the engine: no
/// leases, no capacity, no events.
final class Scanned {

    private final Town town = new Town();
    private final Random random = new Random(7);
    private final List<Request> waiting = new ArrayList<>(town.waiting());
    private final List<Map<Skill, Integer>> agents = new ArrayList<>();

    Scanned() {
        for (var i = 0; i < Town.AGENTS; i++) {
            var levels = new HashMap<Skill, Integer>();
            town.skillsOfAnAgent().forEach(need -> levels.put(need.skill(), need.level()));
            agents.add(levels);
        }
    }

    /// The best contact for one agent, who takes it; a new one is queued.
    Request turn() {
        var agent = agents.get(random.nextInt(agents.size()));
        var best = -1;
        for (var i = 0; i < waiting.size(); i++) {
            if (canTake(agent, waiting.get(i)) && (best < 0 || isBefore(waiting.get(i), waiting.get(best)))) {
                best = i;
            }
        }
        return waiting.set(Math.max(best, 0), town.request(Town.NINE));
    }

    private static boolean canTake(Map<Skill, Integer> agent, Request request) {
        for (var need : request.needs()) {
            if (agent.getOrDefault(need.skill(), 0) < need.level()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBefore(Request one, Request other) {
        return score(one) > score(other);
    }

    private static double score(Request request) {
        return request.priority()
                + Duration.between(request.queuedAt(), Town.NINE).toMillis() / 60_000.0;
    }
}
