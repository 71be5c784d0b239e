package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Those who wait, one queue for each demand and slope, on shelves by what they ask for. To find the best contact
/// for an agent is to look along the shelves that the agent's keys open until the first queue that suits, however
/// many wait.
final class WaitingLine {

    private final long lastAgentBonus;
    private final List<Kind> kinds = new ArrayList<>();

    WaitingLine(Rules rules) {
        this.lastAgentBonus = Pace.micros(rules.ranking().lastAgent()) * 100;
    }

    void add(Contact contact) {
        var demand = contact.demand();
        var queue = demand.queue(contact.slope);
        if (queue == null) {
            queue = new DemandQueue(demand, kind(demand, contact.slope));
            demand.open(queue);
        }
        queue.enter(contact);
        if (contact.regulars != null) {
            contact.regulars.enter(contact, queue.kind);
        }
    }

    private Kind kind(Demand demand, long slope) {
        for (var kind : kinds) {
            if (kind.is(demand, slope)) {
                return kind;
            }
        }
        var kind = new Kind(demand, slope);
        kinds.add(kind);
        return kind;
    }

    void remove(Contact contact) {
        var queue = Objects.requireNonNull(contact.demand().queue(contact.slope));
        queue.leave(contact);
        if (contact.regulars != null) {
            contact.regulars.leave(contact, queue.kind);
        }
    }

    /// How many wait on the channel.
    int size(ChannelKind channel) {
        var sum = 0;
        for (var kind : kinds) {
            sum += kind.channel.equals(channel) ? kind.size() : 0;
        }
        return sum;
    }

    /// The highest score among those whom the agent can take, the bonus of who prefers the agent included.
    @Nullable
    Contact bestFor(Agent agent, long at) {
        var best = new Best(at);
        search(agent, agent.keyring(), best);
        for (var regulars : agent.regulars.kinds()) {
            if (best.mayBeBeatenBy(regulars.start() + regulars.kind.slope * at + lastAgentBonus)
                    && agent.hasRoom(regulars.kind)) {
                best.offer(regulars.firstFor(agent), lastAgentBonus);
            }
        }
        return best.contact;
    }

    /// The row whose first contact goes before all others is looked into first, so that hardly another can win.
    private void search(Agent agent, Keyring keyring, Best best) {
        Kind front = null;
        for (var kind : kinds) {
            kind.lookAt(agent, keyring, best.at);
            if (front == null || kind.frontScore() > front.frontScore()) {
                front = kind;
            }
        }
        if (front != null && best.mayBeBeatenBy(front.frontScore())) {
            search(front, keyring, front.frontKey(), agent, best);
            for (var kind : kinds) {
                for (var i = 0; best.mayBeBeatenBy(kind.frontScore()) && i < keyring.size(); i++) {
                    if (best.mayBeBeatenBy(kind.score(keyring.shelf(i), best.at))) {
                        search(kind, keyring, i, agent, best);
                    }
                }
            }
        }
    }

    /// The queues of a row come in the order of their first contacts, so that the first queue that is worse ends the
    /// search.
    private static void search(Kind kind, Keyring keyring, int key, Agent agent, Best best) {
        var row = kind.row(keyring.shelf(key));
        var grown = kind.slope * best.at;
        for (var i = 0; i < row.size() && best.mayBeBeatenBy(row.start(i) + grown); i++) {
            if (Keyring.covers(keyring.levels(key), row.needed(i))) {
                var queue = row.queue(i);
                if (queue.isForAll()) {
                    best.offerScored(queue.first(), row.start(i) + grown);
                } else {
                    best.offer(queue.firstFor(agent), 0);
                }
            }
        }
    }

    private static final class Best {

        /// Higher than that of an empty shelf, lower than any other.
        private static final long NOBODY = Row.NOBODY / 2;

        @Nullable
        Contact contact;

        private final long at;
        private long score = NOBODY;

        Best(long at) {
            this.at = at;
        }

        boolean mayBeBeatenBy(long candidateScore) {
            return candidateScore >= score;
        }

        void offer(@Nullable Contact candidate, long bonus) {
            if (candidate != null) {
                offerScored(candidate, candidate.score(at) + bonus);
            }
        }

        void offerScored(Contact candidate, long candidateScore) {
            if (contact == null
                    || candidateScore > score
                    || candidateScore == score && Floor.ARRIVAL.compare(candidate, contact) < 0) {
                contact = candidate;
                score = candidateScore;
            }
        }
    }
}
