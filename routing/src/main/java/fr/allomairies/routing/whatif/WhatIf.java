package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.PastDays;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.Review;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.RoutingEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A past day through the real engine, as it would have gone in the scenario. The citizens come and lose patience
/// as they did, the agents come, pause and leave as they did, accept what is offered after the usual time, and take
/// for a contact as long as it took. For one thread; the same day and scenario make the same events,
/// to the last bit.
public final class WhatIf implements PastDays.Play {

    /// As often as the lane looks at the clock.
    static final Duration TICK = Duration.ofMillis(250);

    private static final Duration USUAL_RING = Duration.ofSeconds(4);

    private final PastDay day;
    private final Scenario scenario;
    private final Consumer<Event> log;
    private final RoutingEngine engine;
    private final Crew crew;
    private final Agenda agenda = new Agenda();
    private final Map<ContactId, PastContact> contacts = new HashMap<>();
    private final Map<ContactId, Talk> talks = new HashMap<>();
    private final Set<ContactId> open = new HashSet<>();
    private Instant nextTick;

    /// @param log is told the prologue of the day, and then the events of the day that might have been, in order
    public WhatIf(PastDay day, Scenario scenario, Consumer<Event> log) {
        this.day = day;
        this.scenario = scenario;
        this.log = log;
        this.engine = new RoutingEngine(scenario.rules(), day.before());
        this.crew = new Crew(scenario, this::tell);
        this.nextTick = day.from();
        day.contacts().forEach(contact -> contacts.put(contact.queued().contact(), contact));
        day.prologue().forEach(log);
        prepare();
    }

    /// @param left how much of it is left, from `since` on
    /// @param since absent while it is interrupted
    private record Talk(Duration left, @Nullable Instant since) {

        Talk parked(Instant at) {
            return since == null ? this : new Talk(atLeastNone(left.minus(Duration.between(since, at))), null);
        }

        private static Duration atLeastNone(Duration time) {
            return time.isNegative() ? Duration.ZERO : time;
        }

        Talk resumed(Instant at) {
            return new Talk(left, at);
        }
    }

    /// Goes on to that time, or to the end of the day; who wants to stop before simply does not call again.
    @Override
    public void playTo(Instant time) {
        var end = time.isBefore(day.to()) ? time : day.to();
        for (var next = agenda.next(); next != null && next.isBefore(end); next = agenda.next()) {
            tickBefore(next);
            agenda.happen();
        }
        tickBefore(end);
    }

    /// With nobody on the floor there is nothing that the clock could end.
    private void tickBefore(Instant time) {
        while (nextTick.isBefore(time) && !open.isEmpty()) {
            if (engine.isDue(nextTick)) {
                tell(new Tick(nextTick));
            }
            nextTick = nextTick.plus(TICK);
        }
        if (nextTick.isBefore(time)) {
            var skipped = Math.ceilDiv(Duration.between(nextTick, time).toNanos(), TICK.toNanos());
            nextTick = nextTick.plus(TICK.multipliedBy(skipped));
        }
    }

    private void prepare() {
        day.before().agents().forEach(agent -> crew.know(agent, day.from()));
        day.before().contacts().forEach(this::goOn);
        tell(new Review(day.from()));
        day.aside().forEach(event -> agenda.note(event.at(), _ -> log.accept(event)));
        day.contacts().stream()
                .filter(contact -> !contact.queued().at().isBefore(day.from()))
                .forEach(contact -> agenda.note(contact.queued().at(), at -> queue(contact, at)));
        day.agents()
                .forEach(agent ->
                        agent.wishes().forEach(wish -> agenda.note(wish.at(), _ -> crew.wish(agent.agent(), wish))));
        for (var change : scenario.change().roster()) {
            crew.hire(change, day.from());
            agenda.note(day.from(), at -> crew.turn(change, at));
            for (var span : change.spans()) {
                agenda.note(later(span.from()), at -> crew.turn(change, at));
                agenda.note(later(span.to()), at -> crew.turn(change, at));
            }
        }
    }

    /// Those who were there when the day began.
    private void goOn(ContactState state) {
        var id = state.request().contact();
        open.add(id);
        if (!contacts.containsKey(id)) {
            return; // the wrap-up of who passed a call on, which the clock ends
        }
        awaitLeaving(id);
        switch (state.place()) {
            case Place.Offered offered -> awaitAccept(id, offered.agent(), offered.since(), offered.until());
            case Place.InConversation talk -> talk(id, new Talk(work(id).talk(), talk.since()));
            case Place.Parked _ -> talk(id, new Talk(work(id).talk(), null));
            case Place.WrapUp wrapUp -> awaitFinish(id, wrapUp.agent(), wrapUp.since());
            case Place.Waiting _, Place.Consulted _, Place.Ended _ -> {}
        }
    }

    private void queue(PastContact contact, Instant at) {
        log.accept(contact.queued());
        open.add(contact.queued().contact());
        awaitLeaving(contact.queued().contact());
        tell(new QueueContact(at, Requests.of(contact.queued())));
    }

    private void tell(Command command) {
        var step = engine.on(command);
        for (var decision : step.decisions()) {
            log.accept(decision);
            if (decision instanceof ContactEvent contact) {
                on(contact);
            }
        }
    }

    private void on(ContactEvent decision) {
        var id = decision.contact();
        switch (decision) {
            case ContactOffered offer -> awaitAccept(id, offer.agent(), offer.at(), offer.leaseUntil());
            case OfferAccepted accepted -> talk(id, new Talk(work(id).talk(), accepted.at()));
            case ContactParked parked -> talks.computeIfPresent(id, (_, talk) -> talk.parked(parked.at()));
            case ContactResumed resumed ->
                talk(id, Objects.requireNonNull(talks.get(id)).resumed(resumed.at()));
            case ConversationEnded ended -> awaitFinish(id, ended.agent(), ended.at());
            case ContactHandled _, ContactAbandoned _, ContactEnded _ -> over(id);
            default -> {}
        }
    }

    private void over(ContactId contact) {
        open.remove(contact);
        talks.remove(contact);
    }

    private void awaitLeaving(ContactId contact) {
        var patience = work(contact).patience();
        if (patience != null) {
            agenda.note(later(work(contact).queued().at().plus(patience)), at -> {
                if (!talks.containsKey(contact) && open.contains(contact)) {
                    tell(new Abandon(at, contact));
                }
            });
        }
    }

    /// With rules that let it ring for less than an agent needs, he hurries.
    private void awaitAccept(ContactId contact, AgentId agent, Instant since, Instant until) {
        var usual = day.ring().getOrDefault(work(contact).queued().channel(), USUAL_RING);
        var hurried = Duration.between(since, until).dividedBy(2);
        var ring = usual.compareTo(hurried) < 0 ? usual : hurried;
        agenda.note(later(since.plus(ring)), at -> tell(new AcceptOffer(at, agent, contact)));
    }

    private void talk(ContactId contact, Talk talk) {
        talks.put(contact, talk);
        if (talk.since() != null) {
            agenda.note(later(talk.since().plus(talk.left())), at -> {
                if (talk.equals(talks.get(contact))) {
                    tell(new EndConversation(at, contact, EndedBy.AGENT));
                }
            });
        }
    }

    private void awaitFinish(ContactId contact, AgentId agent, Instant since) {
        agenda.note(later(since.plus(work(contact).wrapUp())), at -> tell(new FinishContact(at, agent, contact, null)));
    }

    /// What should have happened before the day begins happens when it begins.
    private Instant later(Instant at) {
        return at.isBefore(day.from()) ? day.from() : at;
    }

    private PastContact work(ContactId contact) {
        return Objects.requireNonNull(contacts.get(contact));
    }
}
