package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Those who wait, one queue for each demand, the queues filed under a skill that they need. To find the best contact
/// for an agent is to look at the heads of the queues under the agent's skills, however many wait behind them.
final class WaitingLine {

    private final Rules rules;
    private final Map<Skill, Map<Demand, TreeSet<Contact>>> bySkill = new HashMap<>();
    private final Map<Demand, TreeSet<Contact>> withoutNeeds = new HashMap<>();
    private final Map<AgentId, TreeSet<Contact>> byPreferred = new HashMap<>();

    WaitingLine(Rules rules) {
        this.rules = rules;
    }

    void add(Contact contact) {
        into(shelf(contact.demand()), contact.demand(), contact);
        var preferred = contact.request.preferred();
        if (preferred != null) {
            into(byPreferred, preferred, contact);
        }
    }

    void remove(Contact contact) {
        outOf(shelf(contact.demand()), contact.demand(), contact);
        var preferred = contact.request.preferred();
        if (preferred != null) {
            outOf(byPreferred, preferred, contact);
        }
    }

    /// The first turn among those whom the agent can take, the bonus of who prefers the agent included.
    @Nullable
    Contact bestFor(Agent agent) {
        var best = new Best();
        for (var skill : agent.levels().keySet()) {
            heads(bySkill.getOrDefault(skill, Map.of()), agent, best);
        }
        heads(withoutNeeds, agent, best);
        Stream.ofNullable(byPreferred.get(agent.id))
                .flatMap(Collection::stream)
                .filter(contact -> agent.canTake(contact, rules))
                .findFirst()
                .ifPresent(contact -> best.offer(contact, contact.turn.ahead(rules.preferredBonus())));
        return best.contact;
    }

    private void heads(Map<Demand, TreeSet<Contact>> shelf, Agent agent, Best best) {
        for (var queue : shelf.entrySet()) {
            if (best.isBeatenBy(queue.getValue().getFirst()) && agent.canTake(queue.getKey(), rules)) {
                firstNotExcluded(queue.getValue(), agent.id, contact -> best.offer(contact, contact.turn));
            }
        }
    }

    /// Passes over as many contacts as exclude the agent, which are few.
    private static void firstNotExcluded(TreeSet<Contact> queue, AgentId agent, Consumer<Contact> then) {
        for (var contact : queue) {
            if (!contact.excluded.containsKey(agent)) {
                then.accept(contact);
                return;
            }
        }
    }

    private Map<Demand, TreeSet<Contact>> shelf(Demand demand) {
        return demand.needs().isEmpty()
                ? withoutNeeds
                : bySkill.computeIfAbsent(demand.needs().getFirst().skill(), _ -> new HashMap<>());
    }

    private static <K> void into(Map<K, TreeSet<Contact>> queues, K key, Contact contact) {
        queues.computeIfAbsent(key, _ -> new TreeSet<>()).add(contact);
    }

    private static <K> void outOf(Map<K, TreeSet<Contact>> queues, K key, Contact contact) {
        queues.computeIfPresent(key, (_, queue) -> queue.remove(contact) && queue.isEmpty() ? null : queue);
    }

    private static final class Best {
        @Nullable
        Contact contact;

        @Nullable
        Turn turn;

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
