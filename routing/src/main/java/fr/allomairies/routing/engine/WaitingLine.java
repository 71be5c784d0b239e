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

    private final Shelves shelves;
    private final long lastAgentBonus;
    private final List<Kind> kinds = new ArrayList<>();

    WaitingLine(Shelves shelves, Rules rules) {
        this.shelves = shelves;
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
        for (var regulars : agent.regulars.kinds()) {
            if (best.isBeatenBy(regulars.first(), lastAgentBonus) && agent.hasRoom(regulars.kind)) {
                best.offer(regulars.firstFor(agent), lastAgentBonus);
            }
        }
        var keyring = agent.keyring(shelves);
        for (var kind : kinds) {
            if (!kind.isEmpty() && agent.hasRoom(kind)) {
                search(kind, keyring, agent, best);
            }
        }
        return best.contact;
    }

    private static void search(Kind kind, Keyring keyring, Agent agent, Best best) {
        for (var i = 0; i < keyring.size(); i++) {
            var shelf = keyring.shelf(i);
            if (best.mayBeBeatenBy(kind.score(shelf, best.at))) {
                search(kind.row(shelf), kind.slope * best.at, keyring.levels(i), agent, best);
            }
        }
    }

    /// The queues of a row come in the order of their first contacts, so that the first queue that is worse ends the
    /// search.
    private static void search(Row row, long grown, long levels, Agent agent, Best best) {
        for (var i = 0; i < row.size() && best.mayBeBeatenBy(row.start(i) + grown); i++) {
            if (Keyring.covers(levels, row.needed(i))) {
                best.offer(row.queue(i).firstFor(agent), 0);
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

        boolean isBeatenBy(Contact candidate, long bonus) {
            return contact == null || isBefore(candidate, candidate.score(at) + bonus);
        }

        void offer(@Nullable Contact candidate, long bonus) {
            if (candidate != null && isBeatenBy(candidate, bonus)) {
                contact = candidate;
                score = candidate.score(at) + bonus;
            }
        }

        private boolean isBefore(Contact candidate, long candidateScore) {
            var order = Long.compare(score, candidateScore);
            return order != 0 ? order < 0 : Floor.ARRIVAL.compare(candidate, Objects.requireNonNull(contact)) < 0;
        }
    }
}
