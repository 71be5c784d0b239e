package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.whatif.LogFold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The log alone is enough to know how things stand, but for what the fold says that the log does not carry.
class LogFoldSimulationTest {

    /// Contacts of whom the log tells the score with which they came to their agent.
    private final Set<ContactId> offered = new HashSet<>();

    /// Agents whose pause began or ended with something in hand, where nobody sees it; the time of day at which they
    /// count as idle is known again when they next take or finish something.
    private final Set<AgentId> unseen = new HashSet<>();

    private boolean anyUnseen;

    /// Agents whose state has changed: since when the others are offline is told nowhere.
    private final Set<AgentId> signedIn = new HashSet<>();

    @Test
    void findsTheStateOfTheEngineInTheLogAfterEachCommandOfAnyDay() {
        for (var seed = 0; seed < RoutingEngineSimulationTest.DAYS / 4; seed++) {
            follow(seed, seed % 4 == 0 ? TestRules.PLAIN : TestRules.FULL);
        }
    }

    private void follow(int seed, Rules rules) {
        var engine = new RoutingEngine(rules, RoutingState.EMPTY);
        var fold = new LogFold(rules);
        offered.clear();
        unseen.clear();
        anyUnseen = false;
        signedIn.clear();
        for (var command : RandomDay.asFolded(seed, rules, RoutingEngineSimulationTest.COMMANDS_A_DAY)) {
            var before = engine.state();
            queued(command, before).ifPresent(queued -> {
                fold.on(queued);
                offered.remove(queued.contact());
            });
            for (var decision : engine.on(command).decisions()) {
                fold.on(decision);
                note(decision);
            }
            assertSame(fold.stateAt(command.at()), engine.state(), command, "seed %s, %s".formatted(seed, command));
        }
    }

    private void assertSame(RoutingState folded, RoutingState expected, Command last, String when) {
        noteUnseen(folded, expected);
        assertThat(contacts(folded, last.at())).as(when).isEqualTo(contacts(expected, last.at()));
        assertThat(agents(folded, expected)).as(when).isEqualTo(agents(expected, expected));
    }

    private void noteUnseen(RoutingState folded, RoutingState expected) {
        var presences = folded.agents().stream().collect(Collectors.toMap(AgentStatus::id, AgentStatus::presence));
        expected.agents().stream()
                .filter(agent -> presences.getOrDefault(agent.id(), Presence.OFFLINE) != agent.presence())
                .forEach(agent -> unseen.add(agent.id()));
        anyUnseen |= !unseen.isEmpty();
    }

    private void note(Event decision) {
        switch (decision) {
            case ContactOffered offer -> offered.add(offer.contact());
            case OfferWithdrawn withdrawn -> offered.remove(withdrawn.contact());
            case OfferDeclined declined -> offered.remove(declined.contact());
            case OfferNotAnswered silent -> offered.remove(silent.contact());
            case ContactTakenBack back -> offered.remove(back.contact());
            case ContactTransferred passed -> {
                if (offered.remove(passed.contact())) {
                    offered.add(passed.afterwards());
                }
            }
            case CallPlaced placed -> unseen.remove(placed.agent());
            case OfferAccepted accepted -> unseen.remove(accepted.agent());
            case AgentStateChanged changed -> signedIn.add(changed.agent());
            case ContactHandled handled -> unseen.remove(handled.agent());
            default -> {}
        }
    }

    /// The log tells of a contact before the engine hears of it; the lane sees to it that it comes once.
    private static Optional<ContactQueued> queued(Command command, RoutingState before) {
        return command instanceof QueueContact queue
                        && before.contacts().stream()
                                .noneMatch(known -> known.request()
                                        .contact()
                                        .equals(queue.request().contact()))
                ? Optional.of(event(queue))
                : Optional.empty();
    }

    private static ContactQueued event(QueueContact command) {
        var request = command.request();
        return new ContactQueued(
                command.at(),
                request.contact(),
                request.channel(),
                request.ticket(),
                request.category(),
                request.needs(),
                request.priority(),
                request.cost(),
                request.language(),
                request.preferred(),
                request.commune(),
                request.dueAt(),
                request.queuedAt());
    }

    /// Without exclusions that have ended, and without scores that were never told.
    private Set<ContactState> contacts(RoutingState state, Instant now) {
        return state.contacts().stream()
                .map(contact -> {
                    var excluded = new HashMap<>(contact.excluded());
                    excluded.values().removeIf(until -> !until.isAfter(now));
                    return contact.at(place(contact)).excluding(excluded);
                })
                .collect(Collectors.toSet());
    }

    private Place place(ContactState contact) {
        if (!(contact.place() instanceof Held held)
                || offered.contains(contact.request().contact())) {
            return contact.place();
        }
        var why = new Why(held.why().waited(), 0, held.why().skills());
        return switch (held) {
            case Place.Offered place -> place;
            case Place.Consulted asked -> asked;
            case Place.InConversation talk -> new Place.InConversation(talk.agent(), talk.since(), why);
            case Place.Parked parked -> new Place.Parked(parked.agent(), parked.since(), why);
            case Place.WrapUp wrapUp -> new Place.WrapUp(wrapUp.agent(), wrapUp.since(), wrapUp.until(), why);
        };
    }

    /// Of those of whom the log has told, what it tells.
    private Set<AgentStatus> agents(RoutingState state, RoutingState engine) {
        var states = engine.agents().stream().collect(Collectors.toMap(AgentStatus::id, AgentStatus::state));
        return state.agents().stream()
                .filter(agent ->
                        agent.state() != AgentState.OFFLINE || !agent.skills().isEmpty())
                .map(agent -> told(agent, states.get(agent.id())))
                .collect(Collectors.toSet());
    }

    private AgentStatus told(AgentStatus agent, AgentState state) {
        var inHand = state == AgentState.ON_CONTACT || state == AgentState.WRAP_UP;
        var since = signedIn.contains(agent.id()) ? agent.stateSince() : Instant.EPOCH;
        var atWork = state != AgentState.OFFLINE && state != AgentState.PAUSED;
        return new AgentStatus(
                agent.id(),
                inHand ? Presence.AVAILABLE : agent.presence(),
                inHand ? null : agent.pauseReason(),
                agent.skills(),
                atWork && !unseen.contains(agent.id()) ? agent.idleSince() : Instant.EPOCH,
                anyUnseen ? Duration.ZERO : agent.busy(),
                agent.busySince(),
                agent.state(),
                since);
    }
}
