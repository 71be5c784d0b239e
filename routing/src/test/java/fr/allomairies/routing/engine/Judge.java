package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Plays commands and holds the engine against the promises after each of them.
final class Judge {

    private final Rules rules;
    private final RoutingEngine engine;
    private final Lives lives;
    private final Set<ContactId> beyondCapacity = new HashSet<>();
    private final Map<ContactId, Integer> steps = new HashMap<>();
    private RoutingState before = RoutingState.EMPTY;

    private Judge(Rules rules) {
        this.rules = rules;
        this.engine = new RoutingEngine(rules, RoutingState.EMPTY);
        this.lives = new Lives(rules);
    }

    static void judge(Rules rules, List<Command> commands) {
        var judge = new Judge(rules);
        commands.forEach(judge::on);
    }

    private void on(Command command) {
        var step = engine.on(command);
        var after = engine.state();
        note(command, step);
        clocksGoOn(after);
        step.decisions().forEach(lives::on);
        var now = new Naive(after, rules, command.at());
        now.missedMatch().ifPresent(missed -> require(false, () -> missed));
        now.missedSkip().ifPresent(missed -> require(false, () -> missed));
        if (command instanceof Tick) {
            now.missedOverflow().ifPresent(missed -> require(false, () -> missed));
        }
        nobodyIsShutOut(step, now);
        stepsOnlyGoOn(command, now);
        whatRestedComesBackFirst(now);
        nothingIsLost(after);
        capacityHolds(now);
        oneOfferEach(now);
        clockEndsAll(command, after, rules);
        statesAreTold(after);
        nobodyIsOvertaken(step, now);
        if (command instanceof QueueContact queue) {
            theBestAgentIsChosen(queue, step, after);
        }
        require(
                step.refusal().isEmpty() || step.decisions().isEmpty() && after.equals(before),
                () -> "a refused command changes nothing: " + step);
        before = after;
    }

    private void note(Command command, Step step) {
        step.decisions().stream()
                .filter(ContactTransferred.class::isInstance)
                .forEach(decision -> note((ContactTransferred) decision));
        switch (command) {
            case QueueContact queue
            when !lives.isOpen(queue.request().contact()) ->
                lives.queued(queue.request().contact());
            case ConnectElsewhere elsewhere
            when step.decisions().stream().anyMatch(OfferAccepted.class::isInstance) ->
                beyondCapacity.add(elsewhere.contact());
            case CompleteConsult complete
            when step.decisions().stream().anyMatch(OfferAccepted.class::isInstance) ->
                beyondCapacity.add(complete.contact());
            case PlaceCall placed
            when step.refusal().isEmpty() -> beyondCapacity.add(placed.request().contact());
            default -> {}
        }
    }

    /// Its steps begin anew, and what the safety net made too much stays too much.
    private void note(ContactTransferred passed) {
        steps.remove(passed.contact());
        if (beyondCapacity.remove(passed.contact())) {
            beyondCapacity.add(passed.afterwards());
        }
    }

    /// Nothing that happens to a contact sets its clock back.
    private void clocksGoOn(RoutingState after) {
        var clocks = new HashMap<ContactId, Instant>();
        before.contacts()
                .forEach(contact -> clocks.put(
                        contact.request().contact(), contact.request().queuedAt()));
        for (var contact : after.contacts()) {
            var request = contact.request();
            var clock = clocks.getOrDefault(request.contact(), request.queuedAt());
            require(clock.equals(request.queuedAt()), () -> "another clock than " + clock + ": " + contact);
        }
    }

    /// Who could have taken a contact still can once it has overflowed to another line.
    private static void nobodyIsShutOut(Step step, Naive now) {
        for (var decision : step.decisions()) {
            if (decision instanceof ContactShared shared) {
                now.state().contacts().stream()
                        .filter(contact -> contact.request().contact().equals(shared.contact()))
                        .forEach(contact -> nobodyIsShutOut(contact, shared.step(), now));
            }
        }
    }

    private static void nobodyIsShutOut(ContactState contact, int step, Naive now) {
        now.state().agents().stream()
                .filter(agent -> Naive.satisfies(agent, now.requirement(contact, step - 1)))
                .forEach(agent -> require(
                        Naive.satisfies(agent, now.requirement(contact, step)),
                        () -> agent + " is shut out of " + contact));
    }

    private static void require(boolean kept, Supplier<String> broken) {
        if (!kept) {
            throw new AssertionError(broken.get());
        }
    }

    private void nothingIsLost(RoutingState after) {
        var open = new HashMap<ContactId, String>();
        after.contacts().forEach(contact -> open.put(contact.request().contact(), name(contact.place())));
        require(open.equals(lives.open()), () -> "there is " + open + ", told was " + lives.open());
    }

    private static String name(Place place) {
        return switch (place) {
            case Place.Waiting _ -> "waiting";
            case Offered _ -> "ringing";
            case Place.InConversation _ -> "talking";
            case Place.Parked _ -> "resting";
            case Place.WrapUp _ -> "wrap-up";
            case Place.Consulted _ -> "asked";
            case Place.Ended _ -> "over";
        };
    }

    /// What the safety net connected counts, but is never refused; nor is a call that an agent makes beside a wrap-up.
    private void capacityHolds(Naive now) {
        for (var agent : now.state().agents()) {
            var held = now.heldBy(agent.id()).stream()
                    .filter(contact -> !(contact.place() instanceof Parked))
                    .toList();
            if (held.stream()
                    .noneMatch(
                            contact -> beyondCapacity.contains(contact.request().contact()))) {
                require(
                        now.load(agent.id()) <= Rules.CAPACITY
                                || now.leastLoad(agent.id()) <= Rules.CAPACITY
                                        && held.stream().anyMatch(Judge::rings),
                        () -> "too much for " + agent + ": " + held);
                require(
                        held.stream()
                                .allMatch(contact -> now.ofChannel(agent.id(), contact)
                                        <= rules.of(contact.request().channel()).limit()),
                        () -> "too many of a channel for " + agent + ": " + held);
            }
        }
    }

    private static boolean rings(ContactState contact) {
        return contact.place() instanceof Offered
                || contact.place() instanceof Place.Consulted consulted && consulted.rings();
    }

    private static void oneOfferEach(Naive now) {
        for (var agent : now.state().agents()) {
            var ringing = now.heldBy(agent.id()).stream()
                    .filter(contact -> contact.place() instanceof Offered)
                    .count();
            require(
                    ringing <= (agent.presence() == Presence.AVAILABLE ? 1 : 0),
                    () -> ringing + " offers ring at " + agent);
        }
    }

    private static void clockEndsAll(Command command, RoutingState after, Rules rules) {
        for (var contact : after.contacts()) {
            if (contact.place() instanceof Offered offered) {
                require(offered.until().equals(offered.since().plus(rules.lease())), () -> "another lease: " + contact);
            }
            if (command instanceof Tick(var at)) {
                var until = contact.place() instanceof Held held ? held.until() : null;
                require(until == null || until.isAfter(at), () -> "past its end: " + contact);
                require(
                        contact.excluded().values().stream().allMatch(end -> end.isAfter(at)),
                        () -> "still excluded: " + contact);
            }
        }
    }

    /// What the clock has brought it is never taken back, and the maximum wait is kept.
    private void stepsOnlyGoOn(Command command, Naive now) {
        steps.keySet().retainAll(lives.open().keySet());
        for (var contact : now.state().contacts()) {
            var earlier = steps.merge(contact.request().contact(), contact.step(), Integer::max);
            require(contact.step() >= earlier, () -> "went back from step " + earlier + ": " + contact);
            if (command instanceof Tick && (contact.place() instanceof Waiting || contact.place() instanceof Offered)) {
                require(contact.step() >= now.stepByClock(contact), () -> "the clock was not heard: " + contact);
            }
        }
    }

    private static void whatRestedComesBackFirst(Naive now) {
        for (var agent : now.state().agents()) {
            var held = now.heldBy(agent.id());
            held.stream()
                    .filter(contact -> contact.place() instanceof Parked)
                    .forEach(contact -> require(
                            held.stream().anyMatch(other -> other.place() instanceof Offered)
                                    || now.load(agent.id()) + now.cost(contact) > Rules.CAPACITY,
                            () -> "rests for nothing: " + contact));
        }
    }

    private void statesAreTold(RoutingState after) {
        after.agents()
                .forEach(agent -> require(
                        lives.state(agent.id()) == agent.state(),
                        () -> agent + " was told to be " + lives.state(agent.id())));
    }

    /// Of all who could have been offered to the agent, the one with the best score was.
    private void nobodyIsOvertaken(Step step, Naive now) {
        step.decisions().stream()
                .filter(ContactOffered.class::isInstance)
                .map(ContactOffered.class::cast)
                .forEach(offered -> nobodyIsOvertaken(offered, now));
    }

    private void nobodyIsOvertaken(ContactOffered offered, Naive now) {
        var contact = find(now.state().contacts(), it -> it.request().contact().equals(offered.contact()));
        var agent = find(now.state().agents(), it -> it.id().equals(offered.agent()));
        var others = now.state().contacts().stream()
                .filter(other -> !other.equals(contact))
                .toList();
        var silent = new Naive(new RoutingState(others, now.state().agents()), rules, now.at());
        require(silent.suits(contact, agent), () -> agent + " cannot take " + contact);
        require(
                Math.abs(offered.score() - now.minutes(contact, agent.id())) < 1e-6,
                () -> "not " + now.minutes(contact, agent.id()) + ": " + offered);
        silent.waiting()
                .filter(other -> silent.suits(other, agent))
                .forEach(other -> require(
                        now.turnsFor(agent.id()).compare(contact, other) < 0,
                        () -> contact + " overtakes " + other + " at " + agent));
    }

    private void theBestAgentIsChosen(QueueContact queue, Step step, RoutingState after) {
        if (step.decisions().stream().noneMatch(ContactOffered.class::isInstance)) {
            return;
        }
        var contact = find(
                after.contacts(),
                it -> it.request().contact().equals(queue.request().contact()));
        if (!(contact.place() instanceof Offered)) {
            return; // somebody else's better contact has found the agent
        }
        var then = new Naive(before, rules, queue.at());
        var best = then.free()
                .filter(agent -> then.suits(contact, agent))
                .min(Comparator.<AgentStatus, Boolean>comparing(agent -> !then.isFreeFor(contact, agent))
                        .thenComparing(then.ranksFor(contact)))
                .map(AgentStatus::id);
        require(
                best.equals(Optional.of(((Offered) contact.place()).agent())),
                () -> "rather " + best + " for " + contact);
    }

    private static <T> T find(List<T> list, Predicate<T> wanted) {
        return list.stream().filter(wanted).findFirst().orElseThrow();
    }
}
