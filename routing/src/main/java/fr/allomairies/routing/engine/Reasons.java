package fr.allomairies.routing.engine;

import fr.allomairies.contact.OfferReasons;
import fr.allomairies.contact.OfferReasons.Candidate;
import fr.allomairies.contact.OfferReasons.Score;
import fr.allomairies.contact.OfferReasons.Verdict;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Writes down why a contact goes to an agent, before it does.
record Reasons(Floor floor) {

    private static final double MINUTE = Pace.MINUTE;

    OfferReasons of(Contact contact, Agent chosen, Instant at) {
        var group = contact.demand().group;
        var candidates = new Candidate[Math.min(group.signedIn(), OfferReasons.MOST_CANDIDATES)];
        candidates[0] =
                candidate(contact, chosen, at, hasFreeRoom(contact, chosen) ? Verdict.CHOSEN : Verdict.INTERRUPTED);
        var size = 1;
        for (var other : floor.crew.firstSuited(group, OfferReasons.MOST_CANDIDATES)) {
            if (other != chosen && size < candidates.length) {
                candidates[size++] = candidate(contact, other, at, verdict(contact, other));
            }
        }
        return new OfferReasons(
                contact.plan.line().name(),
                contact.plan.priorityClass().code(),
                contact.step,
                group.text,
                score(contact, chosen, at),
                List.of(candidates),
                group.signedIn() - size,
                floor.crew.size() - group.signedIn());
    }

    private Score score(Contact contact, Agent agent, Instant at) {
        var rule = contact.plan.priorityClass();
        var now = Pace.micros(at);
        var priority = Pace.priority(rule);
        var waiting = Pace.waiting(rule, now - Math.floorDiv(contact.arrival, 1000));
        return new Score(
                priority / MINUTE,
                waiting / MINUTE,
                (contact.score(now) - priority - waiting) / MINUTE,
                contact.prefers(agent) ? floor.rules.ranking().lastAgent().toMillis() / 60_000.0 : 0);
    }

    private static Candidate candidate(Contact contact, Agent agent, Instant at, Verdict verdict) {
        var isIdle = agent.load() == 0
                && agent.presence == Presence.AVAILABLE
                && agent.ringing().isEmpty();
        return new Candidate(
                agent.id,
                verdict,
                agent.load(),
                isIdle ? agent.idleSince().until(at) : Duration.ZERO,
                contact.preferencesOf(agent));
    }

    private static Verdict verdict(Contact contact, Agent agent) {
        if (agent.presence == Presence.PAUSED) {
            return Verdict.PAUSED;
        }
        if (agent.ringing().isPresent()) {
            return Verdict.RINGING;
        }
        if (contact.excludes(agent.id)) {
            return Verdict.EXCLUDED;
        }
        if (!agent.hasPlace(contact.plan.channel(), contact.plan.kind())) {
            return Verdict.CHANNEL_LIMIT;
        }
        return agent.hasRoom(contact.plan.channel(), contact.cost()) ? Verdict.LATER : Verdict.FULL;
    }

    private static boolean hasFreeRoom(Contact contact, Agent agent) {
        return agent.load() + contact.cost() <= Rules.CAPACITY;
    }
}
