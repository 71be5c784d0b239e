package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.Place.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everybody who waits and everybody who works, with the indexes that find them. Each method leaves all indexes true,
/// and remembers what it changed until [#handOver].
final class Floor {

    final WaitingLine waiting;
    final FreeAgents free;
    final TreeSet<Deadline> deadlines = new TreeSet<>();
    private final Map<ContactId, Contact> contacts = new HashMap<>();
    private final Map<AgentId, Agent> agents = new HashMap<>();
    private final Set<Contact> touchedContacts = new LinkedHashSet<>();
    private final Set<Agent> touchedAgents = new LinkedHashSet<>();
    private final List<Event> decisions = new ArrayList<>();

    Floor(Rules rules, RoutingState state) {
        this.waiting = new WaitingLine(rules);
        this.free = new FreeAgents(rules);
        state.agents().forEach(agent -> agents.put(agent.id(), new Agent(agent)));
        state.contacts().forEach(contact -> restore(new Contact(contact)));
        touchedAgents.clear();
        agents.values().stream().filter(Agent::isFree).forEach(free::add);
    }

    private void restore(Contact contact) {
        enter(contact);
        contact.excluded.forEach((agent, until) -> deadlines.add(exclusion(contact, agent, until)));
    }

    Optional<Contact> contact(ContactId id) {
        return Optional.ofNullable(contacts.get(id));
    }

    @Nullable
    Agent knownAgent(@Nullable AgentId id) {
        return agents.get(id);
    }

    Agent agent(AgentId id, Instant at) {
        return agents.computeIfAbsent(id, _ -> Agent.unknown(id, at));
    }

    void decide(Event decision) {
        decisions.add(decision);
    }

    /// To be called before an agent changes: takes the agent out of the free, until the step has found out what to
    /// offer.
    Agent touch(Agent agent) {
        if (touchedAgents.add(agent)) {
            free.remove(agent);
        }
        return agent;
    }

    void admit(Request request) {
        var contact = new Contact(new ContactState(request, new Place.Waiting(), Map.of()));
        enter(contact);
        touchedContacts.add(contact);
    }

    void move(Contact contact, Place next) {
        leave(contact);
        contact.place = next;
        enter(contact);
        touchedContacts.add(contact);
    }

    void exclude(Contact contact, AgentId agent, Instant until) {
        readmit(contact, agent);
        contact.exclude(agent, until);
        deadlines.add(exclusion(contact, agent, until));
        touchedContacts.add(contact);
    }

    void readmit(Contact contact, AgentId agent) {
        var until = contact.excluded.get(agent);
        if (until != null) {
            contact.readmit(agent);
            deadlines.remove(exclusion(contact, agent, until));
            touchedContacts.add(contact);
        }
    }

    /// Agents who changed and can be offered something, the best rank first.
    List<Agent> lookingForWork() {
        return touchedAgents.stream()
                .filter(Agent::isFree)
                .sorted(Agent.BY_RANK)
                .toList();
    }

    /// Contacts that changed and wait, the first turn first.
    List<Contact> lookingForAgent() {
        return touchedContacts.stream().filter(Contact::isWaiting).sorted().toList();
    }

    /// Those who changed and are still free can be found by contacts from now on.
    void listFree() {
        touchedAgents.stream().filter(Agent::isFree).forEach(free::add);
    }

    Step handOver(Instant at, Optional<Refusal> refusal) {
        var agents = touchedAgents.stream()
                .sorted(Comparator.comparing(agent -> agent.id))
                .toList();
        agents.forEach(agent -> agent.changeOfState(at).ifPresent(decisions::add));
        var step = new Step(
                decisions,
                touchedContacts.stream().map(Contact::state).toList(),
                agents.stream().map(Agent::status).toList(),
                refusal);
        decisions.clear();
        touchedContacts.clear();
        touchedAgents.clear();
        return step;
    }

    RoutingState state() {
        return new RoutingState(
                contacts.values().stream()
                        .map(Contact::state)
                        .sorted(Comparator.comparing(
                                contact -> contact.request().contact().value()))
                        .toList(),
                agents.values().stream()
                        .map(Agent::status)
                        .sorted(Comparator.comparing(AgentStatus::id))
                        .toList());
    }

    private void enter(Contact contact) {
        switch (contact.place) {
            case Place.Waiting _ -> waiting.add(contact);
            case Held held -> {
                touch(agent(held.agent(), held.since())).hold(contact);
                clock(contact, held).ifPresent(deadlines::add);
            }
            case Place.Ended _ -> {
                contacts.remove(contact.id());
                contact.excluded.forEach((agent, until) -> deadlines.remove(exclusion(contact, agent, until)));
                return;
            }
        }
        contacts.put(contact.id(), contact);
    }

    private void leave(Contact contact) {
        switch (contact.place) {
            case Place.Waiting _ -> waiting.remove(contact);
            case Held held -> {
                touch(agent(held.agent(), held.since())).letGo(contact);
                clock(contact, held).ifPresent(deadlines::remove);
            }
            case Place.Ended _ -> throw new IllegalStateException("nothing follows an end: " + contact.id());
        }
    }

    private static Optional<Deadline> clock(Contact contact, Held held) {
        return switch (held) {
            case Place.Offered offered ->
                Optional.of(new Deadline(offered.until(), Deadline.Kind.LEASE, contact.id(), offered.agent()));
            case Place.WrapUp wrapUp ->
                Optional.of(new Deadline(wrapUp.until(), Deadline.Kind.WRAP_UP, contact.id(), wrapUp.agent()));
            case Place.InConversation _ -> Optional.empty();
        };
    }

    private static Deadline exclusion(Contact contact, AgentId agent, Instant until) {
        return new Deadline(until, Deadline.Kind.EXCLUSION, contact.id(), agent);
    }
}
