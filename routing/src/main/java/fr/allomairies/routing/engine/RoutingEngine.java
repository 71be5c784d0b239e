package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.AskColleague;
import fr.allomairies.routing.engine.Command.AskWhoeverKnows;
import fr.allomairies.routing.engine.Command.BeginConsult;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.EndConsult;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FailPhone;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LeaveQueue;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.MoveSkill;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.Review;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.SteerAgent;
import fr.allomairies.routing.engine.Command.TakeBack;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.Command.TransferContact;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who takes which contact. Pure in its answers, changing inside: not safe for more than one thread, and a
/// step that could not be stored cannot be taken back, so make a new engine of what is stored then.
///
/// The price of a decision does not grow with the number of contacts waiting.
public final class RoutingEngine {

    private final Floor floor;
    private final Steps steps;
    private final Offers offers;
    private final Conversations conversations;
    private final Presences presences;
    private final Transfers transfers;
    private final Consults consults;

    public RoutingEngine(Rules rules, RoutingState state) {
        this.floor = new Floor(rules, state);
        this.offers = new Offers(floor, rules, new Reasons(floor));
        this.steps = new Steps(floor, offers);
        this.conversations = new Conversations(floor, offers);
        this.presences = new Presences(floor, offers, conversations);
        this.transfers = new Transfers(floor, rules);
        this.consults = new Consults(floor, rules, offers, transfers, conversations);
    }

    public Step on(Command command) {
        floor.bend(command.at());
        var refusal = carryOut(command);
        consults.settle(command.at());
        steps.skipAll(command.at());
        match(command.at());
        return floor.handOver(command.at(), refusal);
    }

    /// Whether a [Tick] at that time could change anything. In a replay most of them could not.
    public boolean isDue(Instant at) {
        return floor.due(at) != null || floor.overflows();
    }

    /// The price grows with all that there is: for a start and for tests.
    public RoutingState state() {
        return floor.state();
    }

    private Optional<Refusal> carryOut(Command command) {
        return switch (command) {
            case AcceptOffer accept -> offers.accept(accept);
            case DeclineOffer decline -> offers.decline(decline);
            case FailPhone fail -> offers.failPhone(fail);
            case FinishContact finish -> conversations.finish(finish);
            case TransferContact transfer -> transfer(transfer);
            case PlaceCall place -> conversations.place(place);
            case AskColleague ask -> consults.ask(ask);
            case AskWhoeverKnows ask -> consults.ask(ask);
            case BeginConsult begin -> done(() -> consults.begin(begin));
            case EndConsult end -> done(() -> consults.end(end));
            case CompleteConsult complete -> done(() -> consults.complete(complete));
            case TakeBack back -> takeBack(back);
            case QueueContact queue -> done(() -> admit(queue));
            case MakeAvailable available -> done(() -> presences.makeAvailable(available));
            case PauseAgent pause -> done(() -> presences.pause(pause));
            case SignOut leave -> done(() -> presences.signOut(leave));
            case SteerAgent steer -> presences.steer(steer);
            case SetSkills skills -> done(() -> presences.setSkills(skills));
            case MoveSkill move -> done(() -> presences.moveSkill(move));
            case Abandon(var at, var contact) -> done(() -> over(contact, EndedBy.CITIZEN, at));
            case LeaveQueue(var at, var contact, var to) ->
                done(() -> floor.contact(contact).ifPresent(found -> steps.chosen(found, to, at)));
            case EndConversation(var at, var contact, var by) -> done(() -> over(contact, by, at));
            case LoseLine lose -> done(() -> loseLine(lose));
            case ConnectElsewhere elsewhere -> done(() -> connectedElsewhere(elsewhere));
            case Review(var at) -> done(() -> review(at));
            case Tick(var at) -> done(() -> tick(at));
        };
    }

    private static Optional<Refusal> done(Runnable work) {
        work.run();
        return Optional.empty();
    }

    private void admit(QueueContact command) {
        if (floor.contact(command.request().contact()).isEmpty()) {
            var state = new ContactState(command.request(), new Place.Waiting(), 0, Map.of());
            steps.skip(floor.admit(state, command.at()), command.at());
        }
    }

    private Optional<Refusal> takeBack(TakeBack command) {
        var refusal = offers.takeBack(command);
        floor.contact(command.contact()).ifPresent(contact -> steps.skip(contact, command.at()));
        return refusal;
    }

    private Optional<Refusal> transfer(TransferContact command) {
        var refusal = transfers.transfer(command);
        floor.contact(command.contact()).ifPresent(contact -> steps.skip(contact, command.at()));
        return refusal;
    }

    private void loseLine(LoseLine command) {
        floor.contact(command.contact())
                .filter(contact -> offers.loseLine(contact, command))
                .ifPresent(contact -> steps.skip(contact, command.at()));
    }

    private void review(Instant at) {
        floor.crew.orphans().forEach(contact -> steps.skip(contact, at));
        floor.crew.all().forEach(floor::touch);
    }

    private void over(ContactId contact, EndedBy by, Instant at) {
        floor.contact(contact).ifPresent(found -> conversations.over(found, by, at));
    }

    private void connectedElsewhere(ConnectElsewhere command) {
        floor.contact(command.contact()).ifPresent(found -> conversations.connectedElsewhere(found, command));
    }

    private void tick(Instant at) {
        for (var next = floor.due(at); next != null; next = floor.due(at)) {
            expire(next, at);
        }
        floor.overflowing().forEach(contact -> steps.overflow(contact, at));
    }

    private void expire(Contact contact, Instant at) {
        switch (contact.due()) {
            case EXCLUSION -> floor.readmit(contact, contact.firstReadmitted());
            case STEP -> steps.next(contact, at);
            case WRAP_UP -> conversations.handled(contact, contact.holder(), null, at);
            case CONSULT -> consults.expire(contact, at);
            case LEASE -> offers.expire(contact, contact.holder().id, at);
            case OVERFLOW -> floor.watch(contact);
        }
    }

    /// Before the command nobody able was open while somebody waited, so that only those whom it changed can find each
    /// other now: first each agent goes on with what rested, then takes the best of all who wait, then each contact
    /// left finds an agent.
    private void match(Instant at) {
        for (var agent : floor.touched()) {
            if (agent.hasParked()) {
                offers.resume(agent, at);
            }
        }
        for (var agent : floor.lookingForWork()) {
            offerBest(agent, at);
        }
        floor.listOpen();
        for (var contact : floor.lookingForAgent(at)) {
            findAgent(contact, at);
        }
    }

    private void offerBest(Agent agent, Instant at) {
        var contact = floor.waiting.bestFor(agent, Pace.micros(at));
        if (contact != null) {
            offers.make(contact, agent, at);
        }
    }

    /// Of several contacts that look for an agent at once, another may be the agent's best: then the search goes on.
    private void findAgent(Contact contact, Instant at) {
        for (var agent = bestFor(contact); agent != null && contact.isWaiting(); agent = bestFor(contact)) {
            offerBest(agent, at);
        }
    }

    /// Nobody is interrupted while somebody is free.
    private @Nullable Agent bestFor(Contact contact) {
        var free = floor.free.bestFor(contact, false);
        return free == null && contact.plan.channel().interrupts() ? floor.interruptible.bestFor(contact, true) : free;
    }
}
