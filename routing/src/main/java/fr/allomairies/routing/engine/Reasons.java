package fr.allomairies.routing.engine;

import fr.allomairies.contact.OfferReasons;
import fr.allomairies.contact.OfferReasons.Candidate;
import fr.allomairies.contact.OfferReasons.Score;
import fr.allomairies.contact.OfferReasons.Verdict;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// Writes down why a contact goes to an agent, before it does.
record Reasons(Floor floor) {

    private static final double MINUTE = Pace.MINUTE;

    OfferReasons of(Contact contact, Agent chosen, Instant at) {
        var group = contact.demand().group;
        var candidates = new ArrayList<Candidate>(OfferReasons.MOST_CANDIDATES);
        candidates.add(
                candidate(contact, chosen, at, hasFreeRoom(contact, chosen) ? Verdict.CHOSEN : Verdict.INTERRUPTED));
        for (var other : floor.crew.firstSuited(group, OfferReasons.MOST_CANDIDATES)) {
            if (other != chosen && candidates.size() < OfferReasons.MOST_CANDIDATES) {
                candidates.add(candidate(contact, other, at, verdict(contact, other)));
            }
        }
        return new OfferReasons(
                contact.plan.line().name(),
                contact.plan.priorityClass().code(),
                contact.step,
                group.text,
                score(contact, chosen, at),
                candidates,
                Math.max(0, group.signedIn() - candidates.size()),
                floor.crew.size() - group.signedIn());
    }

    private Score score(Contact contact, Agent agent, Instant at) {
        var pace = contact.plan.pace();
        var now = Pace.micros(at);
        return new Score(
                pace.priority() / MINUTE,
                pace.waiting(now) / MINUTE,
                pace.urgency(now) / MINUTE,
                contact.prefers(agent.id) ? floor.rules.ranking().lastAgent().toMillis() / 60_000.0 : 0);
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
        if (!agent.hasPlace(contact.plan.channel(), contact.request.channel())) {
            return Verdict.CHANNEL_LIMIT;
        }
        return agent.hasRoom(contact.plan.channel(), contact.cost()) ? Verdict.LATER : Verdict.FULL;
    }

    private static boolean hasFreeRoom(Contact contact, Agent agent) {
        return agent.load() + contact.cost() <= Rules.CAPACITY;
    }
}
