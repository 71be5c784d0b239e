package fr.allomairies.routing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place.Ended;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import fr.allomairies.routing.engine.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// What readers see: the state after the last step that was stored. Safe for many threads.
@Component
class Picture {

    private final Map<AgentId, AgentStatus> agents = new TreeMap<>();
    private final Map<ContactId, ContactState> contacts = new HashMap<>();
    private final Map<AgentId, Map<ContactId, HeldContact>> held = new HashMap<>();
    private final TreeMap<Turn, ContactState> waiting = new TreeMap<>();
    private Instant at = Instant.EPOCH;

    synchronized void show(RoutingState state, Instant asOf) {
        agents.clear();
        contacts.clear();
        held.clear();
        waiting.clear();
        draw(state.contacts(), state.agents(), asOf);
    }

    synchronized void change(Step step, Instant asOf) {
        draw(step.contacts(), step.agents(), asOf);
    }

    synchronized boolean has(ContactId contact) {
        return contacts.containsKey(contact);
    }

    synchronized AgentView agent(AgentId id) {
        var agent = agents.get(id);
        return agent == null
                ? new AgentView(id, AgentState.OFFLINE, null, Instant.EPOCH, List.of(), List.of())
                : view(agent);
    }

    synchronized RoutingSnapshot snapshot() {
        var positions = new HashMap<String, Integer>();
        var line = new ArrayList<RoutingSnapshot.Waiting>(waiting.size());
        for (var contact : waiting.values()) {
            var channel = contact.request().demand().channel();
            line.add(waiting(contact, positions.merge(channel.value(), 1, Integer::sum)));
        }
        return new RoutingSnapshot(
                at, List.copyOf(line), agents.values().stream().map(this::view).toList());
    }

    private void draw(Collection<ContactState> changed, Collection<AgentStatus> changedAgents, Instant asOf) {
        at = asOf;
        changedAgents.forEach(agent -> agents.put(agent.id(), agent));
        changed.forEach(this::erase);
        changed.forEach(this::draw);
    }

    private void erase(ContactState contact) {
        var before = contacts.remove(contact.request().contact());
        if (before != null && before.place() instanceof Held place) {
            held.getOrDefault(place.agent(), Map.of()).remove(contact.request().contact());
        }
        waiting.remove(Turn.of(contact.request()));
    }

    private void draw(ContactState contact) {
        switch (contact.place()) {
            case Waiting _ -> waiting.put(Turn.of(contact.request()), contact);
            case Offered offered -> hold(contact, offered, Phase.OFFERED);
            case InConversation conversation -> hold(contact, conversation, Phase.IN_CONVERSATION);
            case WrapUp wrapUp -> hold(contact, wrapUp, Phase.WRAP_UP);
            case Ended _ -> {
                return;
            }
        }
        contacts.put(contact.request().contact(), contact);
    }

    private void hold(ContactState contact, Held place, Phase phase) {
        var request = contact.request();
        held.computeIfAbsent(place.agent(), _ -> new HashMap<>())
                .put(
                        request.contact(),
                        new HeldContact(
                                request.contact(),
                                request.demand().channel(),
                                request.ticket(),
                                request.category(),
                                phase,
                                place.since(),
                                place.until(),
                                place.why()));
    }

    private AgentView view(AgentStatus agent) {
        var contacts = held.getOrDefault(agent.id(), Map.of()).values().stream()
                .sorted(Comparator.comparing(HeldContact::since)
                        .thenComparing(contact -> contact.contact().value()))
                .toList();
        return new AgentView(
                agent.id(), agent.state(), agent.pauseReason(), agent.stateSince(), agent.skills(), contacts);
    }

    private static RoutingSnapshot.Waiting waiting(ContactState contact, int position) {
        var request = contact.request();
        return new RoutingSnapshot.Waiting(
                request.contact(),
                request.demand().channel(),
                request.ticket(),
                request.category(),
                request.demand().needs(),
                request.queuedAt(),
                request.priority(),
                position);
    }
}
