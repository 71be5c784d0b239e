package fr.allomairies.routing.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.Routing.Consult;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Ended;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Standing;
import fr.allomairies.routing.engine.Step;
import fr.allomairies.routing.estimate.Ahead;
import fr.allomairies.routing.estimate.Crowd;
import fr.allomairies.routing.estimate.WaitEstimate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What readers see: the state after the last step that was stored. Safe for many threads.
@Component
class Picture {

    private final Map<AgentId, AgentStatus> agents = new TreeMap<>();
    private final Map<ContactId, ContactState> contacts = new HashMap<>();
    private final Map<AgentId, Map<ContactId, HeldContact>> held = new HashMap<>();
    private final Map<ContactId, Consult> consults = new HashMap<>();
    private final Map<ContactId, Standing> waiting = new HashMap<>();
    private final Crowd crowd = new Crowd();
    private @Nullable Rules rules;
    private Instant at = Instant.EPOCH;
    private @Nullable RoutingSnapshot shown;
    private final Forecast forecast;

    Picture(Forecast forecast) {
        this.forecast = forecast;
    }

    synchronized void show(Rules asDecided, RoutingState state, Instant asOf) {
        rules = asDecided;
        agents.clear();
        contacts.clear();
        held.clear();
        consults.clear();
        waiting.clear();
        crowd.clear();
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

    /// Made once after each change, however many readers ask for it.
    synchronized RoutingSnapshot snapshot() {
        if (shown == null) {
            shown = new RoutingSnapshot(
                    at, line(), agents.values().stream().map(this::view).toList());
        }
        return shown;
    }

    /// What a contact that is queued by the step may expect; empty when it need not wait, and when
    /// nothing can be said.
    synchronized Optional<WaitEstimated> foresee(Request newcomer, Step step, Instant now) {
        var newcomerWaits = step.contacts().stream()
                .filter(changed -> changed.request().contact().equals(newcomer.contact()))
                .filter(changed -> changed.place() instanceof Waiting)
                .findFirst();
        if (newcomerWaits.isEmpty()) {
            return Optional.empty();
        }
        var contact = standing(newcomerWaits.get());
        var ahead = ahead(contact, step, now);
        var working = new TreeMap<>(agents);
        step.agents().forEach(agent -> working.put(agent.id(), agent));
        return forecast.estimate(Objects.requireNonNull(rules), contact, ahead, working.values())
                .map(estimate -> new WaitEstimated(
                        now,
                        newcomer.contact(),
                        ahead.position(),
                        estimate.low(),
                        estimate.expected(),
                        estimate.high(),
                        forecast.isTrusted(newcomer.channel())));
    }

    /// Once the step is done.
    private Ahead ahead(Standing contact, Step step, Instant now) {
        var ahead = crowd.before(contact, now);
        for (var changed : step.contacts()) {
            var before = waiting.get(changed.request().contact());
            if (before != null) {
                ahead.count(before, -1);
            }
            if (changed.place() instanceof Waiting) {
                ahead.count(standing(changed), 1);
            }
        }
        return ahead;
    }

    private List<RoutingSnapshot.Waiting> line() {
        var positions = new HashMap<ChannelKind, Integer>();
        var line = waiting.values().stream().sorted(Standing.orderAt(at)).toList();
        var estimates = estimates(line, agents);
        var signedIn = signedIn();
        var onChannel =
                line.stream().collect(groupingBy(standing -> standing.request().channel(), summingInt(_ -> 1)));
        return line.stream()
                .map(standing -> waiting(
                        standing,
                        positions.merge(standing.request().channel(), 1, Integer::sum),
                        estimates.get(standing.request().contact()),
                        to -> standing.proposedFrom(
                                to,
                                signedIn,
                                onChannel.getOrDefault(standing.request().channel(), 0))))
                .toList();
    }

    private Map<ContactId, WaitEstimate> estimates(List<Standing> line, Map<AgentId, AgentStatus> working) {
        return line.isEmpty() ? Map.of() : forecast.estimates(Objects.requireNonNull(rules), line, working.values());
    }

    private Standing standing(ContactState contact) {
        return new Standing(contact, Objects.requireNonNull(rules));
    }

    private void draw(Collection<ContactState> changed, Collection<AgentStatus> changedAgents, Instant asOf) {
        at = asOf;
        shown = null;
        changedAgents.forEach(agent -> agents.put(agent.id(), agent));
        changed.forEach(this::erase);
        changed.forEach(this::draw);
    }

    private void erase(ContactState contact) {
        var before = contacts.remove(contact.request().contact());
        if (before != null && before.place() instanceof Held place) {
            held.getOrDefault(place.agent(), Map.of()).remove(contact.request().contact());
            if (place instanceof Consulted consulted) {
                consults.remove(consulted.of());
            }
        }
        var stood = waiting.remove(contact.request().contact());
        if (stood != null) {
            crowd.remove(stood);
        }
    }

    private void draw(ContactState contact) {
        switch (contact.place()) {
            case Waiting _ -> stand(standing(contact));
            case Offered offered -> hold(contact, offered, Phase.OFFERED);
            case InConversation conversation -> hold(contact, conversation, Phase.IN_CONVERSATION);
            case Parked parked -> hold(contact, parked, Phase.PARKED);
            case WrapUp wrapUp -> hold(contact, wrapUp, Phase.WRAP_UP);
            case Consulted consulted -> consult(contact, consulted);
            case Ended _ -> {
                return;
            }
        }
        contacts.put(contact.request().contact(), contact);
    }

    private void stand(Standing contact) {
        waiting.put(contact.request().contact(), contact);
        crowd.add(contact);
    }

    private void consult(ContactState contact, Consulted place) {
        var by = Objects.requireNonNull(contact.request().passed()).by();
        consults.put(place.of(), new Consult(place.of(), by, place.agent(), place.until() == null));
        hold(contact, place, place.until() == null ? Phase.IN_CONVERSATION : Phase.OFFERED);
    }

    private void hold(ContactState contact, Held place, Phase phase) {
        var request = contact.request();
        held.computeIfAbsent(place.agent(), _ -> new HashMap<>())
                .put(
                        request.contact(),
                        new HeldContact(
                                request.contact(),
                                request.channel(),
                                request.ticket(),
                                request.category(),
                                phase,
                                place.since(),
                                place.until(),
                                place.why(),
                                request.passed()));
    }

    /// Also of what the colleague has in hand.
    private HeldContact withConsult(HeldContact contact) {
        var place = Objects.requireNonNull(contacts.get(contact.contact())).place();
        return contact.about(consults.get(place instanceof Consulted consulted ? consulted.of() : contact.contact()));
    }

    private AgentView view(AgentStatus agent) {
        var contacts = held.getOrDefault(agent.id(), Map.of()).values().stream()
                .sorted(Comparator.comparing(HeldContact::since)
                        .thenComparing(contact -> contact.contact().value()))
                .map(this::withConsult)
                .toList();
        return new AgentView(
                agent.id(),
                agent.state(),
                agent.pauseReason(),
                agent.stateSince(),
                agent.skills(),
                contacts,
                agent.steered());
    }

    private RoutingSnapshot.Waiting waiting(
            Standing standing,
            int position,
            @Nullable WaitEstimate estimate,
            Function<String, @Nullable Instant> proposedFrom) {
        var request = standing.request();
        return new RoutingSnapshot.Waiting(
                request.contact(),
                request.channel(),
                request.ticket(),
                request.category(),
                request.needs(),
                request.queuedAt(),
                request.priority(),
                position,
                new RoutingSnapshot.Asking(
                        standing.line(),
                        standing.priorityClass(),
                        standing.step(),
                        standing.lastStep(),
                        standing.requirement(),
                        standing.score(at)),
                estimate == null
                        ? null
                        : new RoutingSnapshot.Estimate(
                                estimate.low(),
                                estimate.expected(),
                                estimate.high(),
                                forecast.isTrusted(request.channel())),
                proposedFrom.apply(ContactOverflowed.ASSISTANT),
                proposedFrom.apply(ContactOverflowed.CALLBACK));
    }

    private List<AgentStatus> signedIn() {
        return agents.values().stream()
                .filter(agent -> agent.presence() != Presence.OFFLINE)
                .toList();
    }
}
