package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules told once more by scanning a state, with none of the engine's indexes: what the engine is held against.
record Naive(RoutingState state, Rules rules) {

    Stream<ContactState> waiting() {
        return state.contacts().stream().filter(contact -> contact.place() instanceof Waiting);
    }

    Stream<AgentStatus> free() {
        return state.agents().stream()
                .filter(agent -> agent.presence() == Presence.AVAILABLE)
                .filter(agent -> heldBy(agent.id()).stream().noneMatch(contact -> contact.place() instanceof Offered));
    }

    List<ContactState> heldBy(AgentId agent) {
        return state.contacts().stream()
                .filter(contact ->
                        contact.place() instanceof Held held && held.agent().equals(agent))
                .toList();
    }

    int load(AgentId agent) {
        return heldBy(agent).stream()
                .mapToInt(contact -> contact.request().demand().cost())
                .sum();
    }

    long ofChannel(AgentId agent, Demand demand) {
        return heldBy(agent).stream()
                .filter(contact -> contact.request().demand().channel().equals(demand.channel()))
                .count();
    }

    /// Whether the contact may be offered to the agent, were the agent's phone silent.
    boolean suits(ContactState contact, AgentStatus agent) {
        var demand = contact.request().demand();
        return load(agent.id()) + demand.cost() <= Rules.CAPACITY
                && ofChannel(agent.id(), demand) < rules.of(demand.channel()).limit()
                && demand.needs().stream().allMatch(need -> level(agent, need.skill()) >= need.level())
                && !contact.excluded().containsKey(agent.id());
    }

    /// Nobody able is free while somebody waits.
    Optional<String> missedMatch() {
        return waiting()
                .flatMap(contact -> free().filter(agent -> suits(contact, agent))
                        .map(agent -> contact.request().contact() + " waits while " + agent.id() + " is free"))
                .findFirst();
    }

    /// The order of contacts in the eyes of one agent.
    Comparator<ContactState> turnsFor(AgentId agent) {
        return Comparator.<ContactState, Instant>comparing(contact -> contact.request()
                        .queuedAt()
                        .minus(Duration.ofMinutes(contact.request().priority()))
                        .minus(agent.equals(contact.request().preferred()) ? rules.preferredBonus() : Duration.ZERO))
                .thenComparing(contact -> contact.request().queuedAt())
                .thenComparing(contact -> contact.request().contact().value());
    }

    /// The order of agents in the eyes of one contact.
    Comparator<AgentStatus> ranksFor(ContactState contact) {
        var preferred = contact.request().preferred();
        return Comparator.<AgentStatus>comparingInt(agent -> agent.id().equals(preferred) ? 0 : load(agent.id()))
                .thenComparing(agent -> agent.idleSince()
                        .plus(rules.levelFit().multipliedBy(levelsAbove(agent, contact)))
                        .minus(agent.id().equals(preferred) ? rules.preferredBonus() : Duration.ZERO))
                .thenComparing(AgentStatus::id);
    }

    private static int levelsAbove(AgentStatus agent, ContactState contact) {
        return contact.request().demand().needs().stream()
                .mapToInt(need -> level(agent, need.skill()) - need.level())
                .sum();
    }

    private static int level(AgentStatus agent, Skill skill) {
        return agent.skills().stream()
                .filter(own -> own.skill().equals(skill))
                .mapToInt(own -> own.level())
                .max()
                .orElse(0);
    }
}
