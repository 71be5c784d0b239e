package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Those who wait, one queue for each demand and slope, on shelves by what they ask for. To find the best contact for
/// an agent is to look along the shelves of the agent's keys until the first queue that suits, however many wait.
final class WaitingLine {

    private static final TreeMap<Long, TreeSet<Contact>> NOBODY = new TreeMap<>();

    private final Shelves shelves;
    private final long lastAgentBonus;
    private final Map<AgentId, TreeMap<Long, TreeSet<Contact>>> byPreferred = new HashMap<>();

    WaitingLine(Shelves shelves, Rules rules) {
        this.shelves = shelves;
        this.lastAgentBonus = Pace.micros(rules.ranking().lastAgent()) * 100;
    }

    void add(Contact contact) {
        var demand = contact.demand();
        var queue = demand.queue(contact.slope);
        if (queue == null) {
            queue = new DemandQueue(contact);
            demand.open(queue);
            put(queue);
        } else if (queue.wouldBeFirst(contact)) {
            take(queue);
            queue.add(contact);
            put(queue);
        } else {
            queue.add(contact);
        }
        var preferred = contact.request.preferred();
        if (preferred != null) {
            byPreferred
                    .computeIfAbsent(preferred, _ -> new TreeMap<>())
                    .computeIfAbsent(contact.slope, _ -> new TreeSet<>())
                    .add(contact);
        }
    }

    void remove(Contact contact) {
        var demand = contact.demand();
        var queue = Objects.requireNonNull(demand.queue(contact.slope));
        if (queue.isAlone(contact)) {
            take(queue);
            demand.close(queue);
        } else if (queue.first() == contact) {
            take(queue);
            queue.remove(contact);
            put(queue);
        } else {
            queue.remove(contact);
        }
        forget(contact.request.preferred(), contact, contact.slope);
    }

    private void forget(@Nullable AgentId preferred, Contact contact, long slope) {
        var bySlope = preferred == null ? null : byPreferred.get(preferred);
        if (bySlope != null) {
            bySlope.computeIfPresent(slope, (_, known) -> known.remove(contact) && known.isEmpty() ? null : known);
            if (bySlope.isEmpty()) {
                byPreferred.remove(preferred);
            }
        }
    }

    /// The highest score among those whom the agent can take, the bonus of who prefers the agent included.
    @Nullable
    Contact bestFor(Agent agent, long at) {
        var best = new Best(at);
        known(agent, best);
        shelves.walk(agent, (shelf, levels) -> search(shelf, levels, agent, best));
        return best.contact;
    }

    private void known(Agent agent, Best best) {
        for (var contacts : byPreferred.getOrDefault(agent.id, NOBODY).values()) {
            for (var contact : contacts) {
                if (!best.isBeatenBy(contact, lastAgentBonus)) {
                    break;
                }
                if (agent.canTake(contact)) {
                    best.offer(contact, lastAgentBonus);
                    break;
                }
            }
        }
    }

    private static void search(Shelf shelf, long levels, Agent agent, Best best) {
        for (var i = 0; i < shelf.rows(); i++) {
            if (best.mayBeBeatenBy(shelf.score(i, best.at))) {
                search(shelf.row(i), levels, agent, best);
            }
        }
    }

    /// The queues of a row come in the order of their first contacts, so that the first queue that is worse ends the
    /// search.
    private static void search(Row row, long levels, Agent agent, Best best) {
        for (var i = 0; i < row.size() && best.mayBeBeatenBy(row.score(i, best.at)); i++) {
            if (Keyring.covers(levels, row.needed(i))) {
                offer(row.queue(i), agent, best);
            }
        }
    }

    private static void offer(DemandQueue queue, Agent agent, Best best) {
        var contact = agent.canTake(queue.demand) ? queue.firstFor(agent.id) : null;
        if (contact != null) {
            best.offer(contact, 0);
        }
    }

    private static void put(DemandQueue queue) {
        for (var stand : queue.demand.group.stands) {
            stand.shelf().put(queue, stand.needed());
        }
    }

    /// Before its first contact changes, since the order is by that.
    private static void take(DemandQueue queue) {
        for (var stand : queue.demand.group.stands) {
            stand.shelf().take(queue);
        }
    }

    private static final class Best {
        @Nullable
        Contact contact;

        private final long at;
        private long score;

        Best(long at) {
            this.at = at;
        }

        boolean mayBeBeatenBy(long candidateScore) {
            return contact == null || candidateScore >= score;
        }

        boolean isBeatenBy(Contact candidate, long bonus) {
            return contact == null || isBefore(candidate, candidate.score(at) + bonus);
        }

        void offer(Contact candidate, long bonus) {
            if (isBeatenBy(candidate, bonus)) {
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
