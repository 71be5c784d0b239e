package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.util.Comparator;

/// Who comes first among those who can take a contact: the least loaded, then the one idle for longest.
///
/// @param since in microseconds as [Pace] counts them, bonus and level fit included
/// @param agent breaks ties, so that a replay is exact
record Rank(int load, long since, AgentId agent) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER =
            Comparator.comparingInt(Rank::load).thenComparingLong(Rank::since).thenComparing(Rank::agent);

    /// Who knows the matter counts as having nothing else in hand, and as idle for longer by the bonus.
    Rank ahead(long bonus) {
        return new Rank(0, since - bonus, agent);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
