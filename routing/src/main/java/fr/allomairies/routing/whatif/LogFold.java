package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The state of routing out of the log alone, event by event, each at the same price. For one thread.
///
/// What the log does not carry, and the fold therefore does not know: a pause, or the end of one, that was asked
/// for while something was in hand, until it shows; agents who have neither had a skill nor been signed in; the
/// score of a call that was connected elsewhere, 0 here; which rules held when, so that wrap-ups and exclusions
/// last as the rules given here say.
public final class LogFold {

    private final Rules rules;
    private final Map<ContactId, ContactState> contacts = new HashMap<>();
    private final FoldedAgents agents;

    public LogFold(Rules rules) {
        this.rules = rules;
        this.agents = new FoldedAgents(rules.ranking().fairness() > 0);
    }

    public void on(Event event) {
        switch (event) {
            case ContactQueued queued -> {
                var request = Requests.of(queued);
                contacts.putIfAbsent(queued.contact(), new ContactState(request, new Place.Waiting(), 0, Map.of()));
            }
            case CallPlaced placed -> placed(placed);
            case AgentStateChanged changed -> agents.state(changed);
            case AgentSkillsChanged changed -> agents.learn(changed);
            case ContactEvent contact -> {
                var state = contacts.get(contact.contact());
                if (state != null) {
                    on(contact, state);
                }
            }
            default -> {}
        }
    }

    private void placed(CallPlaced event) {
        var request = Requests.of(event);
        var why = new Why(Duration.ZERO, 0, agents.matching(event.agent(), request.needs()));
        agents.idle(event.agent(), event.at());
        move(
                new ContactState(request, new Place.Waiting(), 0, Map.of()),
                new Place.InConversation(event.agent(), event.at(), why),
                event.at());
    }

    /// As of the last event; exclusions that have ended by `at` are gone.
    public RoutingState stateAt(Instant at) {
        return new RoutingState(
                contacts.values().stream()
                        .map(contact -> without(contact, at))
                        .sorted(Comparator.comparing(
                                contact -> contact.request().contact().value()))
                        .toList(),
                agents.all());
    }

    private void on(ContactEvent event, ContactState contact) {
        var at = event.at();
        switch (event) {
            case ContactRelaxed relaxed -> put(contact.atStep(relaxed.step()));
            case ContactShared shared -> put(contact.shared(new Share(shared.to(), at, shared.step())));
            case ContactOffered offered -> {
                agents.available(offered.agent(), at);
                move(contact, new Place.Offered(offered.agent(), at, offered.leaseUntil(), why(offered, contact)), at);
            }
            case OfferAccepted accepted -> {
                agents.idle(accepted.agent(), at);
                move(contact, new Place.InConversation(accepted.agent(), at, why(accepted, contact)), at);
            }
            case ContactParked parked -> hold(contact, held -> new Place.Parked(held.agent(), at, held.why()), at);
            case ContactResumed _ -> hold(contact, held -> new Place.InConversation(held.agent(), at, held.why()), at);
            case ConversationEnded _ -> {
                var until = at.plus(rules.of(contact.request().channel()).wrapUp());
                hold(contact, held -> new Place.WrapUp(held.agent(), at, until, held.why()), at);
            }
            case OfferDeclined declined -> putBack(contact, declined.agent(), at);
            case ContactTakenBack back -> {
                putBack(contact, back.agent(), at);
                if (back.reason() == TakeBackReason.LINE_LOST) {
                    agents.loseLine(back.agent(), at);
                }
            }
            case ContactTransferred transferred -> passOn(contact, transferred);
            case OfferNotAnswered silent -> {
                putBack(contact, silent.agent(), at);
                agents.pause(silent.agent(), "no-answer", at);
            }
            case OfferWithdrawn withdrawn -> {
                move(contact, new Place.Waiting(), at);
                if (withdrawn.reason() == WithdrawReason.PHONE_UNREACHABLE) {
                    agents.pause(withdrawn.agent(), "phone-unreachable", at);
                }
            }
            case ContactHandled handled -> {
                agents.idle(handled.agent(), at);
                move(contact, new Place.Ended(at), at);
            }
            case ContactOverflowed _, ContactAbandoned _, ContactEnded _ -> end(contact, at);
            case ContactArrived _,
                    CallPlaced _,
                    ContactEvent.CallUnanswered _,
                    ContactEvent.AssistantReplied _,
                    ContactEvent.AssistantDrawn _,
                    ContactEvent.AssistantEnded _,
                    ContactEvent.DangerCorrected _,
                    ContactQueued _,
                    ContactConnected _,
                    ContactEvent.WaitEstimated _,
                    ContactEvent.ContactHeld _,
                    ContactEvent.HoldEnded _,
                    ContactEvent.ConsultAsked _,
                    ContactEvent.ConsultBegan _,
                    ContactEvent.ConsultEnded _,
                    ContactEvent.OutsideCalled _,
                    ContactEvent.OutsideUnanswered _,
                    ContactEvent.OutsideTookOver _,
                    ContactEvent.OutsideConsultAsked _,
                    ContactEvent.OutsideConsultBegan _,
                    ContactEvent.OutsideConsultEnded _,
                    ContactEvent.ConferenceBegan _,
                    ContactEvent.CitizenLeft _,
                    ContactEvent.CitizenNotReached _ -> {}
        }
    }

    /// How a contact ended that had overflowed is told once more, later.
    private void end(ContactState contact, Instant at) {
        if (!(contact.place() instanceof Place.Ended)) {
            move(contact, new Place.Ended(at), at);
        }
    }

    private void hold(ContactState contact, Function<Held, Place> next, Instant at) {
        if (contact.place() instanceof Held held) {
            move(contact, next.apply(held), at);
        }
    }

    private void putBack(ContactState contact, AgentId agent, Instant at) {
        var excluded = new HashMap<>(contact.excluded());
        excluded.put(agent, at.plus(rules.exclusion()));
        move(contact.excluding(excluded), new Place.Waiting(), at);
    }

    private void passOn(ContactState contact, ContactTransferred event) {
        var at = event.at();
        var passed = new Transfer.Passed(at, event.agent(), event.to(), event.note());
        var request = contact.request().passedOn(event.category(), event.needs(), passed);
        var excluded = new HashMap<>(contact.excluded());
        excluded.put(event.agent(), at.plus(rules.exclusion()));
        excluded.keySet().remove(event.to());
        if (contact.place() instanceof Held held) {
            var until = at.plus(rules.of(request.channel()).wrapUp());
            var rest = contact.request().rest(event.afterwards(), passed);
            agents.letGo(held.agent(), request.contact(), at);
            put(new ContactState(request, new Place.Waiting(), 0, excluded));
            var wrapUp = new Place.WrapUp(held.agent(), at, until, held.why());
            agents.hold(wrapUp, event.afterwards());
            put(new ContactState(rest, wrapUp, 0, Map.of()));
        }
    }

    private void move(ContactState contact, Place next, Instant at) {
        var id = contact.request().contact();
        if (contact.place() instanceof Held held) {
            agents.letGo(held.agent(), id, at);
        }
        if (next instanceof Held held) {
            agents.hold(held, id);
        }
        if (next instanceof Place.Ended) {
            contacts.remove(id);
        } else {
            put(contact.at(next));
        }
    }

    private void put(ContactState contact) {
        contacts.put(contact.request().contact(), contact);
    }

    private Why why(ContactOffered offered, ContactState contact) {
        return new Why(
                offered.waited(),
                offered.score(),
                agents.matching(offered.agent(), contact.request().needs()));
    }

    private Why why(OfferAccepted accepted, ContactState contact) {
        if (contact.place() instanceof Place.Offered offered) {
            return offered.why();
        }
        var request = contact.request();
        return new Why(
                Duration.between(request.queuedAt(), accepted.at()),
                0,
                agents.matching(accepted.agent(), request.needs()));
    }

    private static ContactState without(ContactState contact, Instant at) {
        if (contact.excluded().values().stream().allMatch(until -> until.isAfter(at))) {
            return contact;
        }
        var excluded = new HashMap<>(contact.excluded());
        excluded.values().removeIf(until -> !until.isAfter(at));
        return contact.excluding(excluded);
    }
}
