package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Those who wait, one queue for each demand, the queues on shelves by the skills that they need. To find the best
/// contact
/// for an agent is to look along the shelves of the agent's skills until the first queue that suits, however many wait.
final class WaitingLine {

    private static final TreeSet<Contact> NOBODY = new TreeSet<>();

    private final Rules rules;
    private final Shelf shelves = new Shelf();
    private final Map<AgentId, TreeSet<Contact>> byPreferred = new HashMap<>();

    WaitingLine(Rules rules) {
        this.rules = rules;
    }

    void add(Contact contact) {
        shelves.of(contact.demand()).add(contact);
        var preferred = contact.request.preferred();
        if (preferred != null) {
            byPreferred.computeIfAbsent(preferred, _ -> new TreeSet<>()).add(contact);
        }
    }

    void remove(Contact contact) {
        shelves.of(contact.demand()).remove(contact);
        var preferred = contact.request.preferred();
        if (preferred != null) {
            byPreferred.computeIfPresent(
                    preferred, (_, known) -> known.remove(contact) && known.isEmpty() ? null : known);
        }
    }

    /// The first turn among those whom the agent can take, the bonus of who prefers the agent included.
    @Nullable
    Contact bestFor(Agent agent) {
        var best = new Best();
        known(agent, best);
        walk(shelves, agent, agent.skills(), best);
        return best.contact;
    }

    private void walk(Shelf shelf, Agent agent, List<Skill> skills, Best best) {
        search(shelf, agent, best);
        for (var i = 0; i < skills.size(); i++) {
            var next = shelf.at(skills.get(i));
            if (next != null) {
                walk(next, agent, skills.subList(i + 1, skills.size()), best);
            }
        }
    }

    private void known(Agent agent, Best best) {
        for (var contact : byPreferred.getOrDefault(agent.id, NOBODY)) {
            if (agent.canTake(contact, rules)) {
                best.offer(contact, contact.turn.ahead(rules.preferredBonus()));
                return;
            }
        }
    }

    /// The queues come in the order of their first contacts, so that the first queue that is worse ends the search.
    private void search(Shelf shelf, Agent agent, Best best) {
        for (var queue : shelf.queues()) {
            if (!best.isBeatenBy(queue.first())) {
                return;
            }
            var contact = agent.canTake(queue.demand, rules) ? queue.firstFor(agent.id) : null;
            if (contact != null) {
                best.offer(contact, contact.turn);
            }
        }
    }

    private static final class Best {
        @Nullable
        Contact contact;

        private @Nullable Turn turn;

        boolean isBeatenBy(Contact candidate) {
            return turn == null || candidate.turn.compareTo(turn) < 0;
        }

        void offer(Contact candidate, Turn candidateTurn) {
            if (turn == null || candidateTurn.compareTo(turn) < 0) {
                contact = candidate;
                turn = candidateTurn;
            }
        }
    }
}
