package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// Who comes first among those who can take a contact: the least loaded, then the one idle for longest.
///
/// @param idleSince bonus and level fit included
/// @param agent breaks ties, so that a replay is exact
record Rank(int load, Instant idleSince, AgentId agent) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER =
            Comparator.comparingInt(Rank::load).thenComparing(Rank::idleSince).thenComparing(Rank::agent);

    /// Each level more than needed makes the agent count as less idle, which spares the experts.
    static Rank of(Agent agent, int levelsAbove, Rules rules) {
        return new Rank(agent.load(), agent.idleSince.plus(rules.levelFit().multipliedBy(levelsAbove)), agent.id);
    }

    /// Who knows the matter counts as having nothing else in hand, and as idle for longer by the bonus.
    Rank ahead(Duration bonus) {
        return new Rank(0, idleSince.minus(bonus), agent);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
